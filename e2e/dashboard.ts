import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Locator, type Page } from '@playwright/test'
import { url } from './stack.ts'

/** The people of the seed. */
export type Person =
  | 'admin@northwind.test'
  | 'developer@northwind.test'
  | 'viewer@northwind.test'
  | 'admin@globex.test'

/** Signs a person in and lands on the page with the keys. */
export const openKeysAs = async (page: Page, person: Person): Promise<void> => {
  await page.goto(`/auth/sign-in?login_hint=${person}&returnTo=/keys`)
  await expect(page).toHaveURL(`${url.demo}/keys`)
  await expect(page.getByRole('heading', { name: 'API keys', level: 2 })).toBeVisible()
}

/** Fills in the form for a new key and sends it; the reveal is open afterwards. */
export const createKey = async (
  page: Page,
  name: string,
  levels: { group: string; level: 'Read' | 'Write' }[],
): Promise<void> => {
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog', { name: 'New key' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  for (const { group, level } of levels) {
    await dialog.getByRole('group', { name: group }).getByRole('radio', { name: level }).check()
  }
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(revealOf(page)).toBeVisible()
}

/** The dialog that shows a new key's value. */
export const revealOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Your new key' })

/** Shows the secret, copies it by its button and closes the reveal; resolves to the secret. */
export const takeSecret = async (page: Page): Promise<string> => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const reveal = revealOf(page)
  await reveal.getByRole('button', { name: 'Copy key' }).click()
  await expect(reveal.getByText('Copied').first()).toBeVisible()
  const secret = await page.evaluate(() => navigator.clipboard.readText())
  expect(secret).toMatch(/^sk_/)
  await reveal.getByRole('button', { name: 'Done' }).click()
  await expect(reveal).toBeHidden()
  return secret
}

/** The row of a key in the list. */
export const rowOf = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name })

/** Calls the sample API from the panel with a key or token; resolves to the status line it shows. */
export const tryKey = async (page: Page, secret: string, request: string): Promise<Locator> => {
  await page.getByLabel('API key or token', { exact: true }).fill(secret)
  await page.getByRole('radio', { name: request }).check()
  await page.getByRole('button', { name: 'Send request' }).click()
  return page.getByRole('region', { name: 'Answer' }).getByRole('status')
}

/** Everything the stack's processes have written. */
export const logs = (): string => {
  const folder = process.env.E2E_STATE ?? ''
  const files = readdirSync(folder).filter(name => name.endsWith('.log'))
  expect(files).toHaveLength(4)
  return files.map(name => readFileSync(join(folder, name), 'utf8')).join('\n')
}
