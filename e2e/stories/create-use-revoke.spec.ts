import { expect, test } from '@playwright/test'
import { createKey, openKeysAs, rowOf, takeSecret, tryKey } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('create, use, revoke', async ({ page }) => {
  await openKeysAs(page, 'developer@northwind.test')
  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  const secret = await takeSecret(page)
  await expect(rowOf(page, 'Nightly export')).toContainText('posts:read')

  const answer = await tryKey(page, secret, 'GET /v1/posts')
  await expect(answer).toContainText('200')
  await tryKey(page, secret, 'POST /v1/posts')
  await expect(answer).toContainText('403')
  await expect(answer).toContainText('posts:write')
  await expect(answer).toContainText('The gate knew it by heart')

  // The list may be a second older than the key's last use, which decides what revoking asks for.
  await expect(async () => {
    await page.reload()
    await expect(rowOf(page, 'Nightly export')).toContainText(/now|ago/, { timeout: 2_000 })
  }).toPass()
  await rowOf(page, 'Nightly export')
    .getByRole('button', { name: /Actions/ })
    .click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  const dialog = page.getByRole('alertdialog', { name: 'Revoke “Nightly export”?' })
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('textbox', { name: /Type the name/ }).fill('Nightly export')
  await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(rowOf(page, 'Nightly export')).toHaveCount(0)

  await tryKey(page, secret, 'GET /v1/posts')
  await expect(answer).toContainText('401')
})
