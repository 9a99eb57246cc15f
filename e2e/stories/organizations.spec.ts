import { expect, type Page, test } from '@playwright/test'
import { askBroker, inDays } from '../ask-broker.ts'
import { createKey, openKeysAs, rowOf, takeSecret } from '../dashboard.ts'
import { callsOf, callsTo, forgetCalls, reset } from '../workos.ts'

test.beforeEach(reset)

test('switching organization shows only its keys', async ({ page }) => {
  await openKeysAs(page, 'admin@northwind.test')
  await createKey(page, 'Northwind only', [{ group: 'Posts', level: 'Read' }])
  await takeSecret(page)

  await page.getByRole('button', { name: /Organization: Northwind Labs/ }).click()
  await page.getByRole('link', { name: 'Globex Robotics' }).click()
  await expect(page.getByRole('button', { name: /Organization: Globex Robotics/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible()
  await createKey(page, 'Globex only', [{ group: 'Comments', level: 'Write' }])
  await takeSecret(page)
  await expect(rowOf(page, 'Globex only')).toBeVisible()
  await expect(rowOf(page, 'Northwind only')).toHaveCount(0)

  await page.getByRole('button', { name: /Organization: Globex Robotics/ }).click()
  await page.getByRole('link', { name: 'Northwind Labs' }).click()
  await expect(rowOf(page, 'Northwind only')).toBeVisible()
  await expect(rowOf(page, 'Globex only')).toHaveCount(0)
})

test("another organization's credentials cannot be seen or changed, and WorkOS is not asked with their ids", async ({
  page,
}) => {
  await openKeysAs(page, 'admin@northwind.test')
  const what = { name: 'Northwind only', purpose: 'To be left alone' }
  const { apiKey } = await make(page, '/api-keys', {
    ...what,
    permissions: ['posts:read'],
    expiresAt: inDays(30),
  })
  const { application, secret, value } = await make(page, '/m2m-applications', {
    ...what,
    scopes: ['posts:read'],
    replaces: apiKey.id,
  })
  const ids = { apiKeyId: apiKey.id, applicationId: application.id }
  const { id: migrationId } = await make(page, '/migrations', { ...ids, endsAt: inDays(1) })

  await openKeysAs(page, 'admin@globex.test')
  const own = await make(page, '/m2m-applications', { ...what, scopes: ['posts:read'] })
  await forgetCalls()
  const key = `/api-keys/${apiKey.id}`
  const theirs = `/m2m-applications/${application.id}`
  const migration = `/migrations/${migrationId}`
  for (const [method, path, body] of [
    ['GET', key],
    ['PATCH', key, { permissions: ['posts:write'] }],
    ['POST', `${key}/rotate`, { overlapSeconds: 0 }],
    ['POST', `${key}/review`],
    ['POST', '/migrations', { ...ids, endsAt: inDays(1) }],
    ['GET', migration],
    ['PATCH', migration, { endsAt: inDays(2) }],
    ['POST', `${migration}/finish`],
    ['POST', `${migration}/cancel`],
    ['DELETE', key],
    ['GET', theirs],
    ['PATCH', theirs, { scopes: ['posts:write'] }],
    ['POST', `${theirs}/review`],
    ['POST', `${theirs}/test-token`, { clientSecret: value }],
    ['POST', `${theirs}/secrets`],
    ['DELETE', `${theirs}/secrets/${secret.id}`],
    ['DELETE', `/m2m-applications/${own.application.id}/secrets/${secret.id}`],
    ['DELETE', theirs],
  ] as const) {
    const answer = await askBroker(page, method, path, body)
    expect(answer, `${method} ${path}`).toMatchObject({ status: 404, body: { code: 'not_found' } })
  }
  for (const id of [apiKey.id, application.id, application.clientId, secret.id]) {
    expect(await callsTo(id)).toEqual([])
  }
  for (const method of ['POST', 'PUT', 'DELETE']) expect(await callsOf(method)).toEqual([])
})

/** Makes a credential; resolves to what the broker says of it. */
const make = async (page: Page, path: string, wanted: object) => {
  const { status, body } = await askBroker(page, 'POST', path, wanted)
  expect(status, JSON.stringify(body)).toBe(201)
  return body
}
