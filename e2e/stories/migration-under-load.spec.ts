import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import {
  changeMigrationDate,
  finishMigration,
  migrationOf,
  openInventoryAs,
  startMigration,
} from '../applications.ts'
import { askBroker, inDays } from '../ask-broker.ts'
import { expectNoFailure, startLoad } from '../constant-load.ts'
import { startProgram } from '../customer-program.ts'
import { rowOf } from '../dashboard.ts'
import { startOAuthClient } from '../oauth-client.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('fifty calls a second go through the whole way from a key to an application, and none fails', async ({
  page,
}) => {
  const client = await startOAuthClient()
  const name = 'Depot orders'
  await openInventoryAs(page, 'developer@northwind.test')
  const made = await askBroker(page, 'POST', '/api-keys', {
    name,
    permissions: ['posts:read', 'posts:write'],
    expiresAt: inDays(60),
  })
  expect(made.status).toBe(201)
  const { apiKey, value: key } = made.body
  await page.reload()
  const programs = Array.from({ length: 6 }, () => startProgram(client))
  for (const program of programs) program.useKey(key)
  const load = startLoad(async number => programs[number % programs.length]?.readPosts())
  await setTimeout(2_000)

  const { id, secret } = await startMigration(page, name, '14 days')
  const watch = migrationOf(page, name)
  await expect(watch.getByText(/in 1[34] days/)).toBeVisible()
  await expect(watch.getByText(/the application has got no token so far/)).toBeVisible()
  await changeMigrationDate(page, name, inDays(21).slice(0, 10))
  await expect(watch.getByText(/in 2[01] days/)).toBeVisible()
  // One program after another moves from the key to a token.
  for (const [number, program] of programs.entries()) {
    program.useApplication({ id, secret, method: number % 2 ? 'client_secret_basic' : 'client_secret_post' })
    await setTimeout(1_000)
  }
  // Whoever finishes sees the last use of both first, and that the key was used a moment ago.
  await expect(watch.getByText(/^Used /)).toBeVisible()
  await expect(watch.getByText(/^Got a token /)).toBeVisible()
  await expect(watch.getByText(/^Not yet safe to finish: something used the key/)).toBeVisible()
  await finishMigration(page, name)
  await expect(watch.getByText('The key was ended, and the application has taken over.')).toBeVisible()
  expect(await client.call(key, 'GET', '/v1/posts')).toEqual({ status: 401, error: 'invalid_token' })
  await setTimeout(4_000)
  expectNoFailure(await load.stop())

  await watch.getByRole('button', { name: 'Close' }).last().click()
  await expect(rowOf(page, name)).toHaveCount(1)
  expect((await askBroker(page, 'GET', `/migrations?apiKeyId=${apiKey.id}`)).body.data).toMatchObject([
    { status: 'finished', apiKey: { status: 'revoked' }, application: { status: 'active', clientId: id } },
  ])
})
