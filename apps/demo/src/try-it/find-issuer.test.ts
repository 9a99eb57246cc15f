import { expect, test } from 'vitest'
import { findIssuer } from './find-issuer.ts'

test('the first issuer that the API names is the one', async () => {
  const asked: unknown[] = []
  const issuer = await findIssuer(async input => {
    asked.push(input)
    return Response.json({ authorization_servers: ['http://localhost:4010', 'http://localhost:4011'] })
  })
  expect([issuer, asked]).toEqual(['http://localhost:4010', ['/sample/.well-known/oauth-protected-resource']])
})

test('an API that names none, or does not answer, has none', async () => {
  expect(await findIssuer(async () => Response.json({ code: 'route_not_found' }))).toBeNull()
  expect(await findIssuer(async () => new Response('<html>'))).toBeNull()
  expect(await findIssuer(() => Promise.reject(new TypeError('Failed to fetch')))).toBeNull()
})
