import { expect, test } from '@playwright/test'
import { createKey, openKeysAs, rowOf, takeSecret, tryKey } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('rotate with an overlap: both keys work, and after Stop now only the new one does', async ({ page }) => {
  await openKeysAs(page, 'developer@northwind.test')
  await createKey(page, 'Warehouse', [{ group: 'Posts', level: 'Read' }])
  const oldSecret = await takeSecret(page)

  await rowOf(page, 'Warehouse')
    .getByRole('button', { name: /Actions/ })
    .click()
  await page.getByRole('menuitem', { name: 'Rotate…' }).click()
  const rotate = page.getByRole('dialog', { name: 'Rotate “Warehouse”' })
  await expect(rotate.getByRole('radio', { name: '24 hours' })).toBeFocused()
  await rotate.getByRole('radio', { name: '1 hour' }).check()
  await rotate.getByRole('button', { name: 'Change name, expiry or permissions' }).click()
  await rotate.getByRole('textbox', { name: 'Name' }).fill('Depot')
  await rotate.getByRole('group', { name: 'Posts' }).getByRole('radio', { name: 'Write' }).check()
  await expect(rotate.getByText('Added')).toBeVisible()
  await rotate.getByRole('button', { name: 'Rotate key' }).click()
  const newSecret = await takeSecret(page)
  expect(newSecret).not.toBe(oldSecret)
  await expect(page.getByText(/^Replaced by Depot · stops in (1 hour|59 minutes)/)).toBeVisible()

  const answer = await tryKey(page, oldSecret, 'GET /v1/posts')
  await expect(answer).toContainText('200')
  await tryKey(page, oldSecret, 'POST /v1/posts')
  await expect(answer).toContainText('403')
  await tryKey(page, newSecret, 'POST /v1/posts')
  await expect(answer).toContainText('201')
  await tryKey(page, newSecret, 'GET /v1/posts')
  await expect(answer).toContainText('200')

  // The list may be a second older than the keys' last use, which decides what stopping one asks for.
  await expect(async () => {
    await page.reload()
    await expect(page.getByText(/^Last use of this key: (now|\d)/)).toBeVisible({ timeout: 2_000 })
    await expect(page.getByText(/^Last use of the new key: (now|\d)/)).toBeVisible({ timeout: 2_000 })
  }).toPass()
  await page.getByRole('button', { name: 'Stop now: Warehouse' }).click()
  const stop = page.getByRole('alertdialog', { name: 'Revoke “Warehouse”?' })
  await stop.getByRole('textbox', { name: /Type the name/ }).fill('Warehouse')
  await stop.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(stop).toBeHidden()
  await expect(rowOf(page, 'Warehouse')).toHaveCount(0)

  await tryKey(page, oldSecret, 'GET /v1/posts')
  await expect(answer).toContainText('401')
  await tryKey(page, newSecret, 'GET /v1/posts')
  await expect(answer).toContainText('200')
})
