import { expect, test } from '@playwright/test'
import { createKey, openKeysAs, rowOf, takeSecret, tryKey } from '../dashboard.ts'
import { heal, reset, spoil } from '../workos.ts'

test.beforeEach(reset)
test.afterEach(heal)

test('while WorkOS is down the keys stay on the screen, and those that the API knows go on working', async ({
  page,
}) => {
  await openKeysAs(page, 'developer@northwind.test')
  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  const secret = await takeSecret(page)
  await spoil({ path: '/organizations/.*/api_keys|/api_keys/', status: 500, times: 50 })
  await page.reload()
  await expect(rowOf(page, 'Nightly export')).toBeVisible()
  await expect(await tryKey(page, secret, 'GET /v1/posts')).toContainText('503')

  await heal()
  await expect(await tryKey(page, secret, 'GET /v1/posts')).toContainText('200')

  await spoil({ path: '/api_keys/validations$', status: 500, times: 50 })
  const answer = await tryKey(page, secret, 'POST /v1/posts')
  await expect(answer).toContainText('403')
  await expect(answer).toContainText('The gate knew it by heart')
})
