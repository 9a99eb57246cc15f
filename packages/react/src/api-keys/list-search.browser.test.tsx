import type { ApiKey, Page } from '@keydesk/contract'
import type {} from '@vitest/browser-playwright'
import { expect, it } from 'vitest'
import { cdp, page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { button, expectDialog, expectRows, rowNames, searchBox, startRevoke, tick } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const everything = [
  'مفتاح الإنتاج <b>&amp;</b> 🔑',
  'Zapier',
  'Nightly export',
  'Old integration',
  'CI deploy',
]
const searchesOf = (requests: Request[]) =>
  requests.flatMap(({ url }) => new URL(url).searchParams.get('search') ?? [])
const state = () => document.querySelector('[data-keydesk-part="state"]')?.getAttribute('data-state')
const status = (name: string) => page.getByRole('menuitemcheckbox', { name })
const heading = (name: string) => page.getByRole('columnheader', { name })
const card = (name: string | RegExp) =>
  page.getByRole('group', { name: 'Worth a look' }).getByRole('button', { name })
const spoken = (text: string) => page.getByRole('status').getByText(text)

it('searches as you type, on the server: one request for what was typed in a go', async () => {
  const { requests } = mount({ as: 'varied' })
  await searchBox().click()
  await userEvent.keyboard('nightly')
  await expectRows(['Nightly export'])
  expect(searchesOf(requests)).toEqual(['nightly'])
  await expect.element(searchBox()).toHaveFocus()
  await expect.element(spoken('1 key found')).toBeInTheDocument()
  await userEvent.clear(searchBox())
  await expect.poll(rowNames).toHaveLength(6)
})

it('takes any character of a search as the text it is', async () => {
  mount({ as: 'varied' })
  for (const text of ['(', '[', '*', '\\', '%', '"', "'", '+', '../']) {
    await searchBox().fill(text)
    await expect.poll(state).toBe('no-match')
    await expect.element(searchBox()).toHaveValue(text)
    await expect.element(searchBox()).toHaveFocus()
    await searchBox().fill('')
    await expect.poll(rowNames).toHaveLength(6)
  }
  await searchBox().fill('<b>&amp;')
  await expectRows(['مفتاح الإنتاج <b>&amp;</b> 🔑'])
})

it('drops the answer to an older search, however late it comes', async () => {
  let answered = 0
  const { requests } = mount({
    as: 'varied',
    network: async (request, send) => {
      const response = await send(request)
      if (new URL(request.url).searchParams.get('search') !== 'z') return response
      await new Promise(resolve => setTimeout(resolve, 900))
      answered += 1
      return response
    },
  })
  await searchBox().fill('z')
  await expect.poll(() => searchesOf(requests)).toEqual(['z'])
  await searchBox().fill('deploy')
  await expectRows(['CI deploy'])
  await expect.poll(() => answered).toBeGreaterThan(0)
  await new Promise(resolve => setTimeout(resolve, 50))
  await expectRows(['CI deploy'])
})

it('searches for a word of an input method once it is complete', async () => {
  await clientAs('varied').apiKeys.create(
    { name: '夜間バックアップ', permissions: [], expiresAt: null },
    { idempotencyKey: 'in-japanese' },
  )
  const { requests } = mount({ as: 'varied' })
  await searchBox().click()
  for (const text of ['y', 'や', '夜']) {
    await cdp().send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 })
    await new Promise(resolve => setTimeout(resolve, 300))
  }
  expect(searchesOf(requests)).toEqual([])
  await cdp().send('Input.insertText', { text: '夜間' })
  await expectRows(['夜間バックアップ'])
  expect(searchesOf(requests)).toEqual(['夜間'])
})

it('filters by several states at once, and keeps revoked and expired keys findable without dead actions', async () => {
  const client = clientAs('varied')
  const { data } = await client.apiKeys.list()
  await client.apiKeys.revoke(data.find(({ name }) => name === 'Zapier')?.id ?? '')
  mount({ as: 'varied' })
  await expect.poll(rowNames).toHaveLength(5)
  await button('Status').click()
  await status('Revoked').click()
  await expectRows(['Zapier'])
  await status('Expired').click()
  await expectRows(['Zapier', 'Prototype'])
  await expect.element(status('Expired')).toHaveAttribute('aria-checked', 'true')
  await userEvent.keyboard('{Escape}')
  await expect.element(button('Status: Revoked and Expired')).toHaveFocus()
  expect(page.getByRole('checkbox', { name: 'Select Zapier' }).query()).toBeNull()
  await button('Actions for Zapier').click()
  expect([...document.querySelectorAll('[role=menuitem]')].map(item => item.textContent)).toEqual(['Details'])
  await userEvent.keyboard('{Escape}')
  await startRevoke('Prototype')
  await expectDialog('Revoke “Prototype”?')
  await expect.element(page.getByText(/^It no longer works/)).toBeVisible()
})

it('tells an expired key from any other (defect 9: an expired key looks like any other)', async () => {
  mount({ as: 'varied' })
  await expect.element(page.getByRole('row', { name: /Prototype/ })).toBeVisible()
  const [expired, active] = ['Prototype', 'Zapier'].map(name => {
    const row = page.getByRole('row', { name: new RegExp(name) }).element()
    const name_ = row.querySelector('[data-column="name"]')
    return {
      state: row.getAttribute('data-state'),
      badge: row.querySelector('[data-keydesk-part="badge"]')?.textContent,
      color: name_ && getComputedStyle(name_).color,
    }
  })
  expect(expired).toMatchObject({ state: 'expired', badge: 'Expired' })
  expect(active).toMatchObject({ state: 'active', badge: 'Active' })
  expect(expired?.color).not.toBe(active?.color)
})

it('filters by owner: mine', async () => {
  await clientAs('varied').apiKeys.create(
    { name: 'My own', permissions: [], expiresAt: null },
    { idempotencyKey: 'my-own-key' },
  )
  mount({ as: 'varied' })
  await button('Mine').click()
  await expectRows(['My own'])
  await expect.element(button('Mine')).toHaveAttribute('aria-pressed', 'true')
  await button('Mine').click()
  await expect.poll(rowNames).toHaveLength(7)
})

it('sorts by a heading, there and back and then as before, and says so to screen readers', async () => {
  mount({ as: 'varied' })
  await expect.poll(rowNames).toHaveLength(6)
  const before = rowNames()
  await expect.element(heading('Name')).toHaveAttribute('aria-sort', 'none')
  await heading('Name').getByRole('button').click()
  await expect.element(heading('Name')).toHaveAttribute('aria-sort', 'ascending')
  await expectRows([...everything, 'Prototype'].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1)))
  await userEvent.keyboard('{Enter}')
  await expect.element(heading('Name')).toHaveAttribute('aria-sort', 'descending')
  await expect.poll(() => rowNames().at(-1)).toBe('CI deploy')
  await userEvent.keyboard('{Enter}')
  await expect.element(heading('Name')).toHaveAttribute('aria-sort', 'none')
  await expectRows(before)
  await heading('Last used').getByRole('button').click()
  await expect.poll(() => rowNames()[0]).toBe('Nightly export')
  await heading('Expires').getByRole('button').click()
  await expect.poll(() => rowNames()[0]).toBe('Prototype')
  expect(heading('Key').element().hasAttribute('aria-sort')).toBe(false)
})

it('starts again at the first page when the order or a filter changes', async () => {
  mount({ as: 'many' })
  const range = () => document.querySelector('[data-keydesk-part="range"]')?.textContent
  await button('Next').click()
  await expect.poll(range).toBe('26–50 of 60')
  await heading('Name').getByRole('button').click()
  await expect.poll(range).toBe('1–25 of 60')
  await button('Next').click()
  await expect.poll(range).toBe('26–50 of 60')
  await searchBox().fill('Key 1')
  await expect.poll(range).toBe('1–11 of 11')
})

it('shows how many keys need looking at; a click filters, another shows all again', async () => {
  mount({ as: 'varied' })
  await expect.element(card('Never expires 2')).toHaveAttribute('aria-pressed', 'false')
  const cards = [...document.querySelectorAll('[data-keydesk-part="card"]')].map(
    ({ textContent }) => textContent,
  )
  expect(cards).toEqual(['Never expires 2', 'Expiring this week 1', 'Never used 1', 'Without an owner 5'])
  await card('Expiring this week 1').click()
  await expectRows(['Nightly export'])
  await expect.element(card('Expiring this week 1')).toHaveAttribute('aria-pressed', 'true')
  await expect.element(card('Expiring this week 1')).toHaveFocus()
  await card('Never expires 2').click()
  await expect.poll(() => rowNames().toSorted()).toEqual(['CI deploy', 'Old integration'])
  await userEvent.keyboard(' ')
  await expect.poll(rowNames).toHaveLength(6)
})

it('shows no card for what concerns no key', async () => {
  mount({ as: 'admin' })
  await expect.poll(state).toBe('empty')
  expect(document.querySelector('[data-keydesk-part="card"]')).toBeNull()
})

it('counts again when a key is gone, and keeps the focus where a card was that leaves', async () => {
  mount({ as: 'varied' })
  await card('Expiring this week 1').click()
  await expectRows(['Nightly export'])
  const { data } = await clientAs('varied').apiKeys.list({ search: 'Nightly' })
  await clientAs('varied').apiKeys.revoke(data[0]?.id ?? '')
  window.dispatchEvent(new Event('visibilitychange'))
  await expect.element(card('Expiring this week 0')).toBeVisible()
  await card('Expiring this week 0').click()
  await expect.element(searchBox()).toHaveFocus()
  await expect.poll(rowNames).toHaveLength(5)
})

it('says that nothing matches, and clears the filters', async () => {
  mount({ as: 'varied' })
  await button('Mine').click()
  await expect.poll(state).toBe('no-match')
  await searchBox().fill('nothing like it')
  await expect.element(page.getByText('Nothing matches')).toBeVisible()
  await button('Clear filters').click()
  await expect.poll(rowNames).toHaveLength(6)
  await expect.element(searchBox()).toHaveFocus()
  await expect.element(searchBox()).toHaveValue('')
  await expect.element(button('Mine')).toHaveAttribute('aria-pressed', 'false')
})

it('keeps the rows on the screen, marked as busy, until those of another filter are there', async () => {
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  mount({
    as: 'varied',
    network: async (request, send) => {
      if (request.url.includes('search=')) await held
      return send(request)
    },
  })
  await expect.poll(rowNames).toHaveLength(6)
  await searchBox().fill('zap')
  await expect.element(page.getByRole('table')).toHaveAttribute('aria-busy', 'true')
  expect(rowNames()).toHaveLength(6)
  await button('Actions for Old integration').click()
  await expect.element(page.getByRole('menuitem', { name: 'Revoke…' })).toBeVisible()
  release()
  await expectRows(['Zapier'])
})

it('shows why a search failed, with what was typed still there', async () => {
  let isDown = true
  mount({
    as: 'varied',
    network: async (request, send) => {
      if (isDown && request.url.includes('search=')) throw new TypeError('Failed to fetch')
      return send(request)
    },
  })
  await expect.poll(rowNames).toHaveLength(6)
  await searchBox().fill('zap')
  await expect.poll(state).toBe('error')
  await expect.element(searchBox()).toHaveValue('zap')
  isDown = false
  await button('Try again').click()
  await expectRows(['Zapier'])
})

it('lets a reader search, sort and filter, and offers nothing that would fail', async () => {
  mount({ as: 'viewer' })
  await card('Never expires 2').click()
  await expect.poll(() => rowNames().toSorted()).toEqual(['CI deploy', 'Old integration'])
  expect(document.querySelectorAll('[type=checkbox], [data-keydesk-part="menu-button"]')).toHaveLength(0)
  expect(button('New key').query()).toBeNull()
})

it('needs at most 900 elements for a full page of an organization of 10,000 keys', async () => {
  mount({
    as: 'many',
    network: async (request, send) => {
      const response = await send(request)
      if (!request.url.includes('limit=')) return response
      const page: Page<ApiKey> = await response.json()
      const data = page.data.map(apiKey => ({
        ...apiKey,
        permissions: ['posts:read', 'posts:write', 'comments:read'],
        purpose: 'Sends orders to the warehouse',
        owner: { id: 'user_ada', name: 'Ada Lovelace', email: 'ada@many.test' },
        lastUsedAt: apiKey.createdAt,
        expiresAt: '2030-01-01T00:00:00Z',
      }))
      return Response.json({ ...page, data, total: 10_000 })
    },
  })
  await expect.element(page.getByText('1–25 of 10,000')).toBeVisible()
  await tick('Key 60')
  await button('Actions for Key 60').click()
  expect(document.querySelectorAll('[data-keydesk-part="root"] *').length).toBeLessThanOrEqual(900)
})
