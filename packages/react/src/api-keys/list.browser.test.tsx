import { render } from '@testing-library/react'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { KeydeskProvider } from '../hooks/keydesk-provider.tsx'
import { mount } from '../testing/mount.tsx'
import { button, expectDialog } from '../testing/steps.ts'
import { addFault, baseUrl, clearFaults, clientAs } from '../testing/world.ts'
import { ApiKeys } from './api-keys.tsx'

const row = (name: RegExp) => page.getByRole('row', { name })
const rowCount = () =>
  document.querySelectorAll('[data-keydesk-part="row"]:not([data-state="loading"])').length
const expectState = (state: string) =>
  expect
    .poll(() => document.querySelector('[data-keydesk-part="state"]')?.getAttribute('data-state'))
    .toBe(state)

const isList = ({ method, url }: Request) => method === 'GET' && new URL(url).pathname.endsWith('/api-keys')
const storeDown = () =>
  new Response(
    JSON.stringify({
      code: 'store_unavailable',
      detail: 'The store cannot be reached.',
      requestId: 'req_list',
    }),
    { status: 503, headers: { 'Content-Type': 'application/problem+json' } },
  )
const cellOf = (name: RegExp, column: string) =>
  row(name).element().querySelector(`[data-column="${column}"]`)

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
  const { queryClient } = mount({ as: 'varied' })
  await expect.element(row(/Unseen/).getByText('Never reached you')).toBeVisible()
  await client.apiKeys.acknowledge(apiKey.id)
  await queryClient.invalidateQueries()
  await expect.element(row(/Unseen/).getByText('Active')).toBeVisible()
})

it('shows bars before the rows are there', async () => {
  mount({ as: 'varied' })
  expect(
    document.querySelectorAll('[data-state="loading"] [data-keydesk-part="skeleton"]').length,
  ).toBeGreaterThan(0)
  await expect.poll(rowCount).toBe(6)
  expect(document.querySelector('[data-keydesk-part="skeleton"]')).toBeNull()
})

it('pages through 25 at a time, both ways', async () => {
  mount({ as: 'many' })
  const range = () => document.querySelector('[data-keydesk-part="range"]')?.textContent
  await expect.poll(range).toBe('1–25 of 60')
  await button('Next').click()
  await expect.poll(range).toBe('26–50 of 60')
  await button('Next').click()
  await expect.poll(range).toBe('51–60 of 60')
  expect(rowCount()).toBe(10)
  await button('Previous').click()
  await expect.poll(range).toBe('26–50 of 60')
})

it('keeps the rows while they are renewed, and when that fails says so with the request id', async () => {
  let isDown = false
  const { queryClient } = mount({
    as: 'varied',
    network: async (request, send) => (isDown && isList(request) ? storeDown() : send(request)),
  })
  await expect.poll(rowCount).toBe(6)
  isDown = true
  const renewed = queryClient.invalidateQueries()
  expect(rowCount()).toBe(6)
  await renewed
  await expect.element(page.getByText(/This list may be out of date/)).toBeVisible()
  expect(rowCount()).toBe(6)
  await expect.element(page.getByText(/Request id req_list/)).toBeVisible()
  isDown = false
  await button('Try again').click()
  await expect.element(page.getByText(/This list may be out of date/)).not.toBeInTheDocument()
})

it('shows the real message, the request id and another try when nothing could be loaded', async () => {
  await addFault({ path: '/api_keys', times: 99, mode: 'html' })
  const onError = vi.fn()
  mount({ as: 'varied', onError })
  await expectState('error')
  const alert = page.getByRole('alert').element().textContent
  expect(alert).toContain('WorkOS')
  expect(alert).toMatch(/Request id \S{8,}/)
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: expect.stringMatching(/^upstream_/) }))
  await clearFaults()
  await button('Try again').click()
  await expect.poll(rowCount).toBe(6)
})

it('says that no answer came when the network is gone', async () => {
  let offline = true
  mount({
    as: 'varied',
    network: async (request, send) => {
      if (offline) throw new TypeError('Failed to fetch')
      return send(request)
    },
  })
  await expectState('error')
  await expect.element(page.getByText(/Check your connection/)).toBeVisible()
  offline = false
  await button('Try again').click()
  await expect.poll(rowCount).toBe(6)
})

it('says what a key is for where there is none, and opens the form', async () => {
  mount({ as: 'admin' })
  await expectState('empty')
  await button('Create your first key').click()
  await expectDialog('New key')
})

it('lets the host replace the empty state and the row actions', async () => {
  mount({
    as: 'globex',
    renderEmpty: ({ create }) => (
      <button type="button" onClick={() => create?.()}>
        Make one
      </button>
    ),
  })
  await button('Make one').click()
  await expectDialog('New key')
  await button('Cancel').click()
  mount({
    as: 'varied',
    renderRowActions: ({ apiKey, revoke, rotate }) => (
      <>
        <button type="button" onClick={revoke}>
          End {apiKey.name}
        </button>
        {rotate && (
          <button type="button" onClick={rotate}>
            Renew {apiKey.name}
          </button>
        )}
      </>
    ),
  })
  await expect.element(page.getByText('End Zapier')).toBeInTheDocument()
  expect(page.getByText('Renew Prototype').query()).toBeNull()
  await page.getByText('Renew Zapier').click()
  await expectDialog('Rotate “Zapier”')
})

it('shows a reader the same list without a button that would fail', async () => {
  mount({ as: 'viewer' })
  await expect.poll(rowCount).toBe(6)
  await expect.element(page.getByText(/not change them/)).toBeVisible()
  const buttons = [...document.querySelectorAll('[data-keydesk-part="root"] button')]
  const looking = ['card', 'sort']
  expect(
    buttons
      .filter(button => !looking.includes(button.getAttribute('data-keydesk-part') ?? ''))
      .map(({ textContent }) => textContent),
  ).toEqual(['Status', 'Mine'])
  expect(document.querySelectorAll('[type=checkbox]')).toHaveLength(0)
})

it('tells somebody without access whom to ask', async () => {
  mount({ as: 'stranger' })
  await expectState('no-access')
  await expect.element(page.getByText(/Ask an administrator/)).toBeVisible()
})

it('says so where nobody is signed in, and offers the link of the host', async () => {
  mount({ as: 'nobody', signInUrl: '/auth/sign-in' })
  await expectState('signed-out')
  expect(page.getByRole('link', { name: 'Sign in' }).element().getAttribute('href')).toBe('/auth/sign-in')
})

it('says so where no organization is selected, and offers the link of the host', async () => {
  mount({ as: 'nowhere', chooseOrganizationUrl: '/organizations' })
  await expectState('no-organization')
  await expect.element(page.getByRole('link', { name: 'Choose an organization' })).toBeVisible()
})

it('takes the rows off the screen when the session has ended', async () => {
  const { signInAs } = mount({ as: 'varied' })
  await expect.poll(rowCount).toBe(6)
  signInAs('nobody')
  await expectState('signed-out')
  expect(rowCount()).toBe(0)
})

it('shows only the keys of the organization that the session has changed to', async () => {
  const { signInAs } = mount({ as: 'varied' })
  await expect.poll(rowCount).toBe(6)
  signInAs('many')
  await expect.element(page.getByText(/as Many Keys/)).toBeVisible()
  await expect.poll(rowCount).toBe(25)
  expect(document.body.textContent).not.toContain('Zapier')
})

it('makes cards of the rows in 320 pixels, with the actions on the screen (defect 12: the actions menu is off-screen)', async () => {
  await page.viewport(320, 700)
  mount({ as: 'varied', width: 304 })
  await expect.poll(rowCount).toBe(6)
  expect(getComputedStyle(row(/Zapier/).element()).display).toBe('grid')
  for (const opener of ['Actions for Zapier', 'Status']) {
    await button(opener).click()
    const menu = page.getByRole('menu').element().getBoundingClientRect()
    expect([opener, menu.left >= 0 && menu.right <= 320]).toEqual([opener, true])
    await userEvent.keyboard('{Escape}')
  }
  for (const part of ['select', 'sort', 'card', 'tools', 'badge']) {
    for (const element of document.querySelectorAll(`[data-keydesk-part="${part}"]`)) {
      const { left, right, width } = element.getBoundingClientRect()
      expect([part, left >= 0 && right <= 320 && width > 0]).toEqual([part, true])
    }
  }
  expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(320)
  await page.viewport(1100, 800)
})

it('opens and closes the actions with the keyboard alone', async () => {
  mount({ as: 'varied' })
  await expect.element(button('Actions for Zapier')).toBeVisible()
  const opener = button('Actions for Zapier').element()
  if (opener instanceof HTMLElement) opener.focus()
  await userEvent.keyboard('{ArrowDown}')
  await expect.element(page.getByRole('menuitem', { name: 'Rotate…' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(button('Actions for Zapier')).toHaveFocus()
  expect(document.querySelector('[role=menu]')).toBeNull()
})

it('never shows another organization’s rows under the name of the one before', async () => {
  const { signInAs } = mount({
    as: 'varied',
    network: async (request, send) => {
      const response = await send(request)
      if (request.url.endsWith('/session')) await new Promise(resolve => setTimeout(resolve, 600))
      return response
    },
  })
  await expect.poll(rowCount).toBe(6)
  const mixed: string[] = []
  const observer = new MutationObserver(() => {
    const text = document.body.textContent
    if (text.includes('as Varied Keys') && text.includes('Key 60')) mixed.push(text)
  })
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  signInAs('many')
  await expect.poll(rowCount).toBe(25)
  observer.disconnect()
  expect(document.body.textContent).toContain('Key 60')
  expect(mixed).toEqual([])
})

/** A host that renders again whenever its callback is called. */
const RestlessHost = ({ told }: { told: string[] }) => {
  const [count, setCount] = useState(0)
  return (
    <KeydeskProvider baseUrl={baseUrl()} headers={{ 'X-Test-Actor': 'stranger' }}>
      <ApiKeys
        onError={error => {
          told.push(error.code)
          setCount(count + 1)
        }}
      />
    </KeydeskProvider>
  )
}

it('tells the host of a failure once, also when its callback makes it render again', async () => {
  const told: string[] = []
  render(<RestlessHost told={told} />)
  await expectState('no-access')
  expect(told).toEqual(['permission_denied'])
})

it('goes back to the first page when the rows of a later one are gone', async () => {
  const { queryClient } = mount({ as: 'many' })
  const range = () => document.querySelector('[data-keydesk-part="range"]')?.textContent
  await button('Next').click()
  await expect.poll(range).toBe('26–50 of 60')
  await button('Next').click()
  await expect.poll(range).toBe('51–60 of 60')
  const client = clientAs('many')
  const first = await client.apiKeys.list({ limit: 50 })
  const { data } = await client.apiKeys.list({ limit: 50, cursor: first.nextCursor ?? '' })
  for (const { id } of data) await client.apiKeys.revoke(id)
  await queryClient.invalidateQueries()
  await expect.poll(range).toBe('1–25 of 50')
})
