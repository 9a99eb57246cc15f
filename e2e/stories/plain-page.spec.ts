import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { createKey, rowOf, takeSecret } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

const openPlainPage = async (page: Page) => {
  await page.goto('/auth/sign-in?login_hint=admin@northwind.test&returnTo=/plain.html')
  await expect(page.getByRole('heading', { name: 'API keys', level: 2, exact: true })).toBeVisible()
}

test('a plain HTML page creates and revokes a key under a policy without unsafe-inline', async ({ page }) => {
  const blocked: string[] = []
  await page.exposeFunction('noteBlocked', (what: string) => blocked.push(what))
  await page.addInitScript(
    "addEventListener('securitypolicyviolation', event => noteBlocked(event.effectiveDirective + ' ' + event.sourceFile))",
  )
  const answers: string[] = []
  page.on('response', response => answers.push(new URL(response.url()).pathname))
  await openPlainPage(page)
  const policy = (await page.request.get('/plain.html')).headers()['content-security-policy'] ?? ''
  expect(policy).toContain("script-src 'self'; style-src 'self'")
  expect(policy).not.toContain('unsafe')

  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  const secret = await takeSecret(page)
  await rowOf(page, 'Nightly export').getByRole('button', { name: 'Actions for Nightly export' }).click()
  await page.getByRole('menuitem', { name: 'Revoke' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Revoke' }).click()
  await expect(rowOf(page, 'Nightly export')).toBeHidden()

  await expect(page.locator('#told li')).toHaveText(['Created: Nightly export', 'Revoked: Nightly export'])
  expect(await page.content()).not.toContain(secret)
  expect(blocked).toEqual([])
  expect(answers.filter(path => path.startsWith('/keydesk/')).sort()).toEqual([
    '/keydesk/element.js',
    '/keydesk/styles.css',
  ])
})

test('the plain page speaks another language when its attribute says so, and English where that file is missing', async ({
  page,
}) => {
  await page.route('**/keydesk/element.ja.js', route => route.abort())
  await openPlainPage(page)
  const language = page.getByRole('combobox', { name: 'Language' })
  const title = (name: string) => page.getByRole('heading', { name, level: 2, exact: true })
  await language.selectOption('Deutsch')
  await expect(title('API-Schlüssel')).toBeVisible()
  await language.selectOption('العربية')
  await expect(title('مفاتيح API')).toBeVisible()
  await language.selectOption('日本語')
  await expect(title('API keys')).toBeVisible()
  await expect(page.locator('#told')).toContainText('Failed:')
})

test('the plain page is linked from the dashboard, leads to the sign-in, and is accessible', async ({
  page,
}) => {
  await page.goto('/plain.html')
  await expect(page.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
    'href',
    '/auth/sign-in?returnTo=/plain.html',
  )
  await page.goto('/auth/sign-in?login_hint=viewer@northwind.test&returnTo=/')
  await page.getByRole('link', { name: 'Plain HTML page' }).click()
  await expect(page).toHaveURL(/\/plain\.html$/)
  await expect(page.getByRole('heading', { name: 'API keys', level: 2, exact: true })).toBeVisible()
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id }) => id)).toEqual([])
})
