import { expect, type Locator, test } from '@playwright/test'
import { openKeysAs } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

const directionOf = (locator: Locator) => locator.evaluate(element => getComputedStyle(element).direction)

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
  expect(await directionOf(page.getByRole('region', { name: 'مفاتيح API' }))).toBe('rtl')
  expect(await directionOf(page.getByRole('heading', { name: 'API access', level: 1 }))).toBe('ltr')
  await language.selectOption('English')
  await expect(page.getByRole('heading', { name: 'API keys', level: 2 })).toBeVisible()
  expect(await directionOf(page.getByRole('region', { name: 'API keys' }))).toBe('ltr')
})
