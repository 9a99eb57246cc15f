import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { askBroker, inDays } from '../ask-broker.ts'
import { expectNoFailure, startLoad } from '../constant-load.ts'
import { startProgram } from '../customer-program.ts'
import { openKeysAs } from '../dashboard.ts'
import { startOAuthClient } from '../oauth-client.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('fifty calls a second go through the whole way from a key to an application, and none fails', async ({
  page,
}) => {
  const client = await startOAuthClient()
  await openKeysAs(page, 'developer@northwind.test')
  const made = await askBroker(page, 'POST', '/api-keys', {
    name: 'Warehouse',
    permissions: ['posts:read', 'posts:write'],
    expiresAt: inDays(30),
  })
  expect(made.status).toBe(201)
  const { apiKey, value: key } = made.body
  const programs = Array.from({ length: 6 }, () => startProgram(client))
  for (const program of programs) program.useKey(key)
  const load = startLoad(async number => programs[number % programs.length]?.readPosts())
  await setTimeout(2_000)

  const replacement = await askBroker(page, 'POST', '/m2m-applications', {
    name: 'Warehouse',
    scopes: ['posts:read'],
    replaces: apiKey.id,
  })
  expect(replacement.status).toBe(201)
  const { application, value: secret } = replacement.body
  const started = await askBroker(page, 'POST', '/migrations', {
    apiKeyId: apiKey.id,
    applicationId: application.id,
    endsAt: inDays(1),
  })
  expect(started).toMatchObject({
    status: 201,
    body: { status: 'running', safeToFinish: false, permissionsWithoutScope: ['posts:write'] },
  })
  const migration = `/migrations/${started.body.id}`
  // One program after another moves from the key to a token.
  for (const [number, program] of programs.entries()) {
    const method = number % 2 ? 'client_secret_basic' : 'client_secret_post'
    program.useApplication({ id: application.clientId, secret, method })
    await setTimeout(1_000)
  }
  // Whoever finishes looks at the last use of both first.
  await expect(async () => {
    const { body } = await askBroker(page, 'GET', migration)
    expect([body.apiKey.lastUsedAt, body.application.lastUsedAt]).not.toContain(null)
  }).toPass()
  expect(await askBroker(page, 'POST', `${migration}/finish`)).toMatchObject({
    status: 200,
    body: { status: 'finished', apiKey: { status: 'revoked' } },
  })
  expect(await client.call(key, 'GET', '/v1/posts')).toEqual({ status: 401, error: 'invalid_token' })
  await setTimeout(4_000)
  expectNoFailure(await load.stop())
})
