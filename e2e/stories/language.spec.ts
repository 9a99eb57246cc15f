import { expect, test } from '@playwright/test'
import { openKeysAs } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('the desk speaks the language that was chosen, after a reload too, and Arabic runs from right to left in an English page', async ({
  page,
}) => {
  await openKeysAs(page, 'admin@northwind.test')
  const language = page.getByRole('combobox', { name: 'Language' })
  for (const [option, title] of [
    ['Deutsch', 'API-Schlüssel'],
    ['日本語', 'APIキー'],
    ['العربية', 'مفاتيح API'],
  ] as const) {
    await language.selectOption(option)
    await expect(page.getByRole('heading', { name: title, level: 2, exact: true })).toBeVisible()
  }
  await page.reload()
  await expect(page.getByRole('heading', { name: 'مفاتيح API', level: 2 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'مفاتيح API' })).toHaveCSS('direction', 'rtl')
  await expect(page.getByRole('heading', { name: 'API access', level: 1 })).toHaveCSS('direction', 'ltr')
  await language.selectOption('English')
  await expect(page.getByRole('heading', { name: 'API keys', level: 2 })).toBeVisible()
  await expect(page.getByRole('region', { name: 'API keys' })).toHaveCSS('direction', 'ltr')
})
