import { createEmulator } from '@keydesk/workos-emulator'
import * as z from 'zod'
import { createVerifier, workosValidator } from '../src/index.ts'
import type { Part } from './part.ts'

const minted = z.object({ access_token: z.string() })
const cooldownMs = 30_000

/** How often the issuer is asked for its keys, by its own log. */
export const keySet: Part = {
  title: "Requests for the issuer's keys",
  measure: async () => {
    const emulator = await createEmulator({ port: 0 })
    const { apiKey, port, url } = emulator
    const where = { apiHostname: 'localhost', port, https: false }
    let passed = 0
    const clock = () => Date.now() + passed
    const verifier = createVerifier({
      validate: workosValidator({ apiKey, ...where }),
      tokens: { issuer: url, keySet: { cooldownMs } },
      timeoutMs: 15_000,
      now: clock,
      elapsed: clock,
    })
    const mint = async () => {
      const body = new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: 'client_northwind_sync',
        client_secret: 'public-test-secret-northwind',
      })
      const answer = await fetch(`${url}/oauth2/token`, { method: 'POST', body })
      return minted.parse(await answer.json()).access_token
    }
    const fetches = () => emulator.requests().filter(({ path }) => path === '/oauth2/jwks').length
    try {
      const tokens: string[] = []
      while (tokens.length < 500) tokens.push(await mint())
      const outcomes = await Promise.all(tokens.map(token => verifier.verify(token)))
      if (outcomes.some(({ ok }) => !ok)) throw new Error('A good token was refused.')
      const cold = fetches()

      passed += cooldownMs
      const [, payload, signature] = tokens[0]?.split('.') ?? []
      const toHeader = (kid: number) =>
        Buffer.from(JSON.stringify({ alg: 'RS256', kid: `${kid}` })).toString('base64url')
      for (let kid = 0; kid < 200; kid += 1)
        await verifier.verify([toHeader(kid), payload, signature].join('.'))
      return [
        { name: 'for 500 tokens at once, cold', value: cold, unit: '', limit: { atMost: 1 } },
        {
          name: 'for 200 unknown key ids within a cool-down',
          value: fetches() - cold,
          unit: '',
          limit: { atMost: 1 },
        },
      ]
    } finally {
      await verifier.close()
      await emulator.close()
    }
  },
}
