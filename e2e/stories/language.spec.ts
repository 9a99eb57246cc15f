import { expect, test } from '@playwright/test'
import { createKey, openKeysAs, rowOf, takeSecret } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('dates follow the language that was chosen', async ({ page }) => {
  await openKeysAs(page, 'admin@northwind.test')
  await createKey(page, 'Zapier', [{ group: 'Posts', level: 'Read' }])
  await takeSecret(page)
  const language = page.getByRole('combobox', { name: 'Language' })
  await language.selectOption('English (UK)')
  await expect(rowOf(page, 'Zapier')).toContainText(/\d+ [A-Z][a-z]+ \d{4}/)
  await language.selectOption('English (US)')
  await expect(rowOf(page, 'Zapier')).toContainText(/[A-Z][a-z]+ \d+, \d{4}/)
})
