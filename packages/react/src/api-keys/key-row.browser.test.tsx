import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { row } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const cellOf = (name: RegExp, column: string) =>
  row(name).element().querySelector(`[data-column="${column}"]`)

it('is a row of a native table: name, obfuscated value, permissions, owner, last use, expiry and state', async () => {
  mount({ as: 'varied' })
  await expect.element(row(/Zapier/)).toBeVisible()
  const found = row(/Zapier/).element()
  expect(found).toBeInstanceOf(HTMLTableRowElement)
  const cells = [...found.children]
    .map(cell => cell.getAttribute('data-column'))
    .filter(name => name !== null)
  const columns = ['name', 'value', 'permissions', 'owner', 'lastUsed', 'expires', 'status']
  expect(cells.filter(name => columns.includes(name))).toEqual(columns)
  expect(cellOf(/Zapier/, 'value')?.textContent).toMatch(/^sk_.*\w{4}$/)
  expect(cellOf(/Zapier/, 'expires')?.querySelector('time')?.dateTime).toMatch(/^2027-/)
})

it('gives every key one badge, the most urgent first', async () => {
  mount({ as: 'varied' })
  await expect.element(row(/Nightly export/)).toBeVisible()
  const badges = Object.fromEntries(
    [...document.querySelectorAll('[data-keydesk-part="row"]')].map(element => [
      element.querySelector('bdi')?.textContent,
      [...element.querySelectorAll('[data-keydesk-part="badge"]')].map(badge => badge.textContent),
    ]),
  )
  expect(badges).toMatchObject({
    Zapier: ['Active'],
    Prototype: ['Expired'],
    'Nightly export': ['Expiring'],
    'Old integration': ['Never used'],
    'CI deploy': ['Never expires'],
  })
})

it('shows two permissions and says how many more, by name to screen readers', async () => {
  mount({ as: 'varied' })
  const cell = row(/Zapier/).getByText('+1')
  await expect.element(cell).toBeVisible()
  expect(document.querySelector('[data-state="more"]')?.textContent).toBe('+1and also comments:read')
})

it('says the last use as people do, with the exact instant on hover and to screen readers', async () => {
  mount({ as: 'varied' })
  await expect.element(row(/Zapier/)).toBeVisible()
  const time = row(/Zapier/)
    .element()
    .querySelector('[data-column="lastUsed"] time')
  expect(time?.firstChild?.textContent).toBe('9 days ago')
  expect(time?.getAttribute('title')).toMatch(/^\d+ November 2026 at \d\d:\d\d CET$/)
  expect(time?.textContent).toContain(`(${time?.getAttribute('title')})`)
})

it('shows a name as the text it is, isolated from the direction around it', async () => {
  mount({ as: 'varied' })
  await expect.element(page.getByText('مفتاح الإنتاج <b>&amp;</b> 🔑')).toBeVisible()
  expect(page.getByText('مفتاح الإنتاج <b>&amp;</b> 🔑').element().tagName).toBe('BDI')
})

it('says whose a key is: the reader’s own, a colleague’s, or nobody’s', async () => {
  const ingrid = clientAs('varied')
  for (const [name, ownerId] of [
    ['Mine', 'user_northwind_admin'],
    ['Handed over', 'user_varied_owner'],
  ] as const) {
    await ingrid.apiKeys.create(
      { name, permissions: [], expiresAt: null, ownerId },
      { idempotencyKey: `owner-of-${name}` },
    )
  }
  mount({ as: 'varied' })
  await expect.element(row(/Handed over/)).toBeVisible()
  expect(cellOf(/Mine/, 'owner')?.textContent).toBe('You')
  expect(cellOf(/Handed over/, 'owner')?.textContent).toBe('Greta Lind')
  expect(cellOf(/Handed over/, 'owner')?.firstElementChild?.getAttribute('title')).toBe('greta@varied.test')
  expect(cellOf(/Zapier/, 'owner')?.textContent).toBe('nobody')
  expect(cellOf(/Zapier/, 'owner')?.firstElementChild?.getAttribute('data-keydesk-part')).toBe('faint')
})

it('shows what a key is for under its name, as the text it is', async () => {
  const purpose = 'Sends <b>orders</b> to the warehouse every night'
  await clientAs('varied').apiKeys.create(
    { name: 'Orders', permissions: [], expiresAt: null, purpose },
    { idempotencyKey: 'with-a-purpose' },
  )
  mount({ as: 'varied' })
  await expect.element(page.getByText(purpose)).toBeVisible()
  expect(cellOf(/Orders/, 'name')?.textContent).toBe(`Orders${purpose}`)
  expect(document.querySelectorAll('[data-keydesk-part="purpose"]')).toHaveLength(1)
})

it('says of a key whose secret nobody saw that it never arrived', async () => {
  const client = clientAs('varied')
  const { apiKey } = await client.apiKeys.create(
    { name: 'Unseen', permissions: [], expiresAt: '2027-10-01T00:00:00Z' },
    { idempotencyKey: 'never-acknowledged' },
  )
  const { renew } = mount({ as: 'varied' })
  await expect.element(row(/Unseen/).getByText('Never reached you')).toBeVisible()
  await client.apiKeys.acknowledge(apiKey.id)
  await renew()
  await expect.element(row(/Unseen/).getByText('Active')).toBeVisible()
})
