import { expect, test } from '@playwright/test'
import { askBroker } from '../ask-broker.ts'
import { createKey, openKeysAs, rowOf, takeSecret } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('a viewer sees but cannot change', async ({ page }) => {
  await openKeysAs(page, 'admin@northwind.test')
  await createKey(page, 'Zapier', [{ group: 'Posts', level: 'Read' }])
  await takeSecret(page)

  await openKeysAs(page, 'viewer@northwind.test')
  await expect(rowOf(page, 'Zapier')).toBeVisible()
  await expect(page.getByRole('button', { name: 'New key' })).toHaveCount(0)
  await expect(page.getByRole('button', { name: /Actions for/ })).toHaveCount(0)

  const wanted = { name: 'Mine', permissions: ['posts:read'], expiresAt: null }
  const refused = await askBroker(page, 'POST', '/api-keys', wanted)
  expect(refused).toMatchObject({ status: 403, body: { code: 'permission_denied' } })
})

test('a developer cannot grant what they lack', async ({ page }) => {
  await openKeysAs(page, 'developer@northwind.test')
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog', { name: 'New key' })
  await expect(dialog.getByText('You don’t hold this permission').first()).toBeVisible()
})
