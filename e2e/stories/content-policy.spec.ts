import { expect, test } from '@playwright/test'
import { createKey, openKeysAs, rowOf, takeSecret } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('defect 13 of others: a policy without unsafe-inline blocks no part of the desk', async ({ page }) => {
  const blocked: string[] = []
  await page.exposeFunction('noteBlocked', (what: string) => blocked.push(what))
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', event => noteBlocked(event.effectiveDirective + ' ' + event.sourceFile))",
  )
  await openKeysAs(page, 'admin@northwind.test')
  const answer = await page.request.get('/keys')
  const policy = answer.headers()['content-security-policy'] ?? ''
  expect(policy).toContain("style-src 'self'")
  expect(policy).not.toContain('unsafe-inline')

  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  await takeSecret(page)
  for (const option of ['العربية', 'English']) {
    await page.getByRole('combobox', { name: 'Language' }).selectOption(option)
    const desk = page.locator('[data-keydesk-part="root"]').first()
    await expect(desk).toHaveCSS('direction', option === 'English' ? 'ltr' : 'rtl')
  }
  await rowOf(page, 'Nightly export').getByRole('button', { name: 'Actions for Nightly export' }).click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(rowOf(page, 'Nightly export')).toBeHidden()
  expect(blocked).toEqual([])
})
