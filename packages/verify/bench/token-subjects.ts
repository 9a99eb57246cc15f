import { createPublicKey, hash, verify } from 'node:crypto'
import { createVerifier, type Verifier } from '../src/index.ts'
import { inTurn, inTurnAwaited } from './in-turn.ts'
import { keys, permission } from './many-keys.ts'
import type { Issued } from './start-issuer.ts'
import type { Subjects } from './subject.ts'

const requirement = { permissions: [permission] }

const createGate = ({ issuer, audience }: Issued, maxTokens: number): Verifier =>
  createVerifier({
    validate: async () => ({ ok: false, code: 'unknown' }),
    tokens: { issuer, audience, maxTokens },
    usage: { report: async () => {} },
  })

const toHeaders = ({ tokens }: Issued) => tokens.map(token => `Bearer ${token}`)

/** What a token costs: at least its signature the first time, at least its hash afterwards, and in the gate. */
export const subjects = {
  bareVerify: ({ jwk, tokens }: Issued) => {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const parts = tokens.map(token => {
      const end = token.lastIndexOf('.')
      return {
        signed: Buffer.from(token.slice(0, end)),
        signature: Buffer.from(token.slice(end + 1), 'base64url'),
      }
    })
    return inTurn(parts.length, at => {
      const part = parts[at]
      return part && verify('sha256', part.signed, key, part.signature)
    })
  },
  firstSight: (issued: Issued) => {
    // By the time a token comes again it is forgotten.
    const gate = createGate(issued, issued.tokens.length / 2)
    const headers = toHeaders(issued)
    return inTurnAwaited(headers.length, async at => {
      const outcome = await gate.authenticate(headers[at] ?? '', requirement)
      return outcome.ok && outcome.from === 'signature'
    })
  },
  tokenFloor: ({ tokens }: Issued) => {
    const known = new Map(tokens.map(token => [hash('sha256', token), token]))
    return inTurn(tokens.length, at => known.get(hash('sha256', tokens[at] ?? '')))
  },
  keyFloor: () => {
    const known = new Map(keys.map(key => [hash('sha256', key), key]))
    return inTurn(keys.length, at => known.get(hash('sha256', keys[at] ?? '')))
  },
  seen: async (issued: Issued) => {
    const gate = createGate(issued, issued.tokens.length * 2)
    const headers = toHeaders(issued)
    for (const header of headers) await gate.authenticate(header)
    return inTurn(headers.length, at => gate.authenticateNow(headers[at] ?? '', requirement)?.ok)
  },
} satisfies Subjects<Issued>
