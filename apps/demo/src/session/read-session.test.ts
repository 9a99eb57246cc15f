import { expect, test } from 'vitest'
import { readSession } from './read-session.ts'

const answering = (status: number, body: unknown) => ({
  fetch: async () => new Response(JSON.stringify(body), { status }),
})

test('a session is given as the BFF tells it', async () => {
  const session = {
    actor: { id: 'user_1', name: 'Ingrid Solberg', email: 'admin@northwind.test' },
    organization: { id: 'org_1', name: 'Northwind Labs' },
    organizations: [{ id: 'org_1', name: 'Northwind Labs' }],
    access: 'manage',
  }
  expect(await readSession(answering(200, session))).toEqual({ kind: 'ready', session })
})

test('each refusal is a state of its own, by its code', async () => {
  const kindOf = async (status: number, code: string) => (await readSession(answering(status, { code }))).kind
  expect(await kindOf(401, 'unauthenticated')).toBe('signed-out')
  expect(await kindOf(403, 'no_organization')).toBe('no-organization')
  expect(await kindOf(403, 'permission_denied')).toBe('no-access')
  expect(await kindOf(503, 'upstream_unavailable')).toBe('unavailable')
})

test('a failure keeps the words and the request id of the server', async () => {
  const problem = { code: 'internal', detail: 'It was logged.', requestId: 'req_1' }
  expect(await readSession(answering(500, problem))).toEqual({
    kind: 'unavailable',
    detail: 'It was logged.',
    requestId: 'req_1',
  })
})

test('no answer, and an answer that is not JSON, mean unavailable and never signed out', async () => {
  const broken = [
    { fetch: () => Promise.reject(new TypeError('Failed to fetch')) },
    { fetch: async () => new Response('<h1>Bad gateway</h1>', { status: 401 }) },
  ]
  for (const network of broken) expect((await readSession(network)).kind).toBe('unavailable')
})
