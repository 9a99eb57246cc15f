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

/** What the picker of permissions or scopes is set to for one group. */
export interface Level {
  group: string
  level: 'Read' | 'Write'
}

/** Signs a person in and lands on a page of the dashboard. */
export const openAs = async (
  page: Page,
  person: Person,
  { path, heading }: { path: string; heading: string },
): Promise<void> => {
  await page.goto(`/auth/sign-in?login_hint=${person}&returnTo=${path}`)
  await expect(page).toHaveURL(`${url.demo}${path}`)
  await expect(page.getByRole('heading', { name: heading, level: 2 })).toBeVisible()
}

/** Signs a person in and lands on the page with the keys. */
export const openKeysAs = (page: Page, person: Person): Promise<void> =>
  openAs(page, person, { path: '/keys', heading: 'API keys' })

/** Fills in the form for a new key and sends it; the reveal is open afterwards. */
export const createKey = async (page: Page, name: string, levels: Level[]): Promise<void> => {
  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog', { name: 'New key' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  for (const { group, level } of levels) {
    await dialog.getByRole('group', { name: group }).getByRole('radio', { name: level }).check()
  }
  await dialog.getByRole('button', { name: 'Create key' }).click()
  await expect(revealOf(page)).toBeVisible()
}

/** What a dialog shows once. */
type Secret = 'key' | 'client secret'

/** The dialog that shows a new value, of a key unless said otherwise. */
export const revealOf = (page: Page, secret: Secret = 'key'): Locator =>
  page.getByRole('dialog', { name: `Your new ${secret}` })

/** Copies a new value by its button and closes the dialog that shows it; resolves to the value. */
export const takeSecret = async (page: Page, secret: Secret = 'key'): Promise<string> => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'])
  const reveal = revealOf(page, secret)
  await reveal.getByRole('button', { name: `Copy ${secret}` }).click()
  await expect(reveal.getByText('Copied').first()).toBeVisible()
  const value = await page.evaluate(() => navigator.clipboard.readText())
  expect(value).toMatch(secret === 'key' ? /^sk_/ : /^[0-9a-f]{64}$/)
  await reveal.getByRole('button', { name: 'Done' }).click()
  await expect(reveal).toBeHidden()
  return value
}

/** The row of a key or an application in its list. */
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
