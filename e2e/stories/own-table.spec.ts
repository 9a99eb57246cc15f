import { expect, test } from '@playwright/test'
import { createKey, openKeysAs, rowOf, takeSecret } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('a table of the host’s own shows the same keys and revokes them, and the page shows the code it took', async ({
  page,
}) => {
  await openKeysAs(page, 'admin@northwind.test')
  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  await takeSecret(page)
  await page.getByRole('link', { name: 'Your own table' }).click()
  await expect(page.getByRole('table', { name: 'Keys by name: 1' })).toBeVisible()
  await expect(rowOf(page, 'Nightly export')).toContainText('posts:read')
  await expect(page.locator('[data-keydesk-part]')).toHaveCount(0)
  await expect(page.getByRole('region', { name: 'In the page, code' })).toContainText(
    "from '@keydesk/react/headless'",
  )

  await page.getByRole('button', { name: 'Revoke Nightly export', exact: true }).click()
  await page.getByRole('button', { name: 'Yes, revoke Nightly export' }).click()
  await expect(rowOf(page, 'Nightly export')).toHaveCount(0)

  await openKeysAs(page, 'viewer@northwind.test')
  await page.getByRole('link', { name: 'Your own table' }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await expect(page.getByRole('columnheader', { name: 'Action' })).toHaveCount(0)
})
