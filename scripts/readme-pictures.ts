import { statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Browser, chromium, type Locator, type Page } from 'playwright'
import { chromiumLaunch } from './chromium.ts'

/** Takes the pictures of the docs from a running demo (`DEMO_URL`), light and dark, into docs/images. */
const demo = process.env.DEMO_URL ?? 'http://localhost:5173'
const root = join(import.meta.dirname, '..')
const maxBytes = 250_000
const dayMs = 86_400_000

/** The keys on the pictures, oldest first; `days` is how long each lives, `used` whether the sample API was called with it. */
const keys = [
  {
    name: 'Data warehouse sync',
    permissions: ['posts:read', 'analytics:read', 'exports:create'],
    days: null,
  },
  { name: 'Ticket bridge', permissions: ['comments:read', 'comments:write'], days: 9, used: true },
  { name: 'Partner feed', permissions: ['posts:read'], days: 365, used: true },
  { name: 'CMS publisher', permissions: ['posts:read', 'posts:write', 'comments:read'], days: 180 },
  { name: 'Nightly export', permissions: ['posts:read', 'analytics:read'], days: 90, used: true },
]

const main = async () => {
  const browser = await chromium.launch(chromiumLaunch())
  try {
    for (const theme of ['light', 'dark'] as const) {
      const page = await signIn(browser, theme)
      await createMissingKeys(page)
      await takePictures(page, theme)
    }
  } finally {
    await browser.close()
  }
}

const signIn = async (browser: Browser, colorScheme: 'light' | 'dark'): Promise<Page> => {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 900 },
    deviceScaleFactor: 2,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    colorScheme,
  })
  await page.goto(`${demo}/auth/sign-in?login_hint=admin@northwind.test&returnTo=/keys`)
  return page
}

const createMissingKeys = async (page: Page) => {
  const api = `${demo}/api/keydesk/v1/api-keys`
  const headers = { 'Keydesk-Client': 'readme-pictures/1', Origin: demo }
  const listed = await page.request.get(api, { headers })
  const { data } = await listed.json()
  const known = new Set(data.map(({ name }: { name: string }) => name))
  for (const { name, permissions, days, used } of keys.filter(key => !known.has(key.name))) {
    const expiresAt = days === null ? null : new Date(Date.now() + days * dayMs).toISOString()
    const created = await page.request.post(api, {
      headers: { ...headers, 'Idempotency-Key': `"${crypto.randomUUID()}"` },
      data: { name, permissions, expiresAt },
    })
    if (!created.ok()) throw new Error(`"${name}" was not created: ${await created.text()}`)
    const { apiKey, value } = await created.json()
    await page.request.post(`${api}/${apiKey.id}/acknowledge`, { headers })
    if (used)
      await page.request.get(`${demo}/sample/v1/whoami`, { headers: { Authorization: `Bearer ${value}` } })
  }
  await page.reload()
}

const takePictures = async (page: Page, theme: string) => {
  await page.getByRole('cell', { name: 'Active' }).first().waitFor()
  await save(page.locator('[data-keydesk-part="surface"]'), `keys-${theme}`)

  await page.getByRole('button', { name: 'New key' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Name').fill('Weekly digest')
  await dialog.getByRole('button', { name: 'Read only' }).click()
  await save(dialog, `new-key-${theme}`)
}

const save = async (element: Locator, name: string) => {
  const path = join(root, 'docs/images', `${name}.png`)
  await element.screenshot({ path, animations: 'disabled', caret: 'hide' })
  const { size } = statSync(path)
  console.log(`${relative(root, path)} ${Math.round(size / 1000)} kB`)
  if (size > maxBytes) throw new Error(`${path} is larger than ${maxBytes} bytes.`)
}

await main()
