import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { isListing } from '../testing/networks.ts'
import { button, expectDialog, expectRows, rowNames, searchBox, startRevoke, tick } from '../testing/steps.ts'
import { addFault, clearFaults, clientAs } from '../testing/world.ts'

const box = (name: string) => page.getByRole('checkbox', { name: `Select ${name}` })
const all = () => page.getByRole('checkbox', { name: 'Select all keys on this page' })
const items = () =>
  [...document.querySelectorAll('[data-keydesk-part="bulk-item"]')].map(item => item.textContent)

it('ticks rows, shows the list, asks once, and says of each key what became of it', async () => {
  const onRevoked = vi.fn()
  mount({ as: 'varied', onRevoked })
  await tick('Zapier')
  await tick('Old integration')
  await expect.element(page.getByText('2 selected').first()).toBeVisible()
  await button('Revoke…').click()
  await expectDialog('Revoke 2 keys?')
  await expect.element(button('Cancel')).toHaveFocus()
  expect(items()).toEqual(['ZapierLast used 9 days ago.', 'Old integrationNever used, as far as is known.'])
  await button('Revoke', { exact: true }).click()
  await expect.element(page.getByText('2 keys were revoked.').first()).toBeVisible()
  expect(items()).toEqual(['ZapierRevoked', 'Old integrationRevoked'])
  await expect.element(button('Done')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expectDialog(null)
  await expect.element(page.getByRole('heading', { name: 'API keys' })).toHaveFocus()
  expect(rowNames()).toHaveLength(4)
  expect(button('Revoke…').query()).toBeNull()
  expect(onRevoked.mock.calls.map(([{ name }]) => name)).toEqual(['Zapier', 'Old integration'])
  expect((await clientAs('varied').apiKeys.list()).total).toBe(4)
})

it('asks for the last use no more once the keys are revoked', async () => {
  const { requests } = mount({ as: 'varied' })
  await tick('Zapier')
  await button('Revoke…').click()
  await button('Revoke', { exact: true }).click()
  await expect.element(button('Done')).toHaveFocus()
  const listings = () => requests.filter(isListing).length
  await new Promise(resolve => setTimeout(resolve, 1_000))
  const before = listings()
  await new Promise(resolve => setTimeout(resolve, 2_500))
  expect(listings()).toBe(before)
})

it('asks how many keys these are where one was used in the last 7 days', async () => {
  mount({ as: 'varied' })
  await tick('Nightly export')
  await tick('Zapier')
  await button('Revoke…').click()
  await expect.element(page.getByText(/^Used in the last 7 days: 1 of these/)).toBeVisible()
  await button('Revoke', { exact: true }).click()
  await expect.element(page.getByText('These are 2 keys.')).toBeVisible()
  expect((await clientAs('varied').apiKeys.list()).total).toBe(6)
  await page.getByRole('textbox').fill('2')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('2 keys were revoked.').first()).toBeVisible()
})

it('keeps what failed selected, says so, and tries that alone again', async () => {
  mount({ as: 'varied' })
  await tick('Zapier')
  await tick('Old integration')
  const { data } = await clientAs('varied').apiKeys.list({ search: 'Zapier' })
  await addFault({ method: 'DELETE', path: `/api_keys/${data[0]?.id}`, status: 503, times: 9 })
  await button('Revoke…').click()
  await button('Revoke', { exact: true }).click()
  await expect.element(page.getByRole('alert').getByText(/^1 key was not revoked/)).toBeVisible()
  expect(items()).toEqual(['ZapierNot revoked', 'Old integrationRevoked'])
  await button('Done').click()
  await expectDialog(null)
  await expect.element(page.getByText('1 selected').first()).toBeVisible()
  await button('Revoke…').click()
  await clearFaults()
  await button('Revoke', { exact: true }).click()
  await expect.element(page.getByText('1 key was revoked.').first()).toBeVisible()
  expect((await clientAs('varied').apiKeys.list()).total).toBe(4)
})

it('counts a key that the answer says nothing of as not revoked', async () => {
  const onRevoked = vi.fn()
  mount({
    as: 'varied',
    onRevoked,
    network: async (request, send) => {
      const response = await send(request)
      if (!request.url.endsWith('/bulk-revoke')) return response
      const { results } = await response.json()
      return Response.json({ results: results.slice(1) })
    },
  })
  await tick('Zapier')
  await tick('Old integration')
  await button('Revoke…').click()
  await button('Revoke', { exact: true }).click()
  await expect.element(page.getByRole('alert').getByText(/^1 key was not revoked/)).toBeVisible()
  expect(onRevoked).toHaveBeenCalledTimes(1)
})

it('shows why nothing could be asked, with the request id, and keeps the selection', async () => {
  const onError = vi.fn()
  let isDown = true
  mount({
    as: 'varied',
    onError,
    network: async (request, send) =>
      isDown && request.url.endsWith('/bulk-revoke')
        ? new Response('{"code":"store_unavailable","detail":"The store is away.","requestId":"req_bulk"}', {
            status: 503,
            headers: { 'Content-Type': 'application/problem+json' },
          })
        : send(request),
  })
  await tick('Zapier')
  await button('Revoke…').click()
  await button('Revoke', { exact: true }).click()
  await expect.element(page.getByText(/Request id req_bulk/)).toBeVisible()
  expect(onError).toHaveBeenCalledOnce()
  isDown = false
  await button('Revoke', { exact: true }).click()
  await expect.element(page.getByText('1 key was revoked.').first()).toBeVisible()
})

it('ticks the whole page by the box in the heading, and a range with the shift key', async () => {
  mount({ as: 'varied' })
  await all().click()
  await expect.element(page.getByText('6 selected').first()).toBeVisible()
  await expect.element(all()).toBeChecked()
  await all().click()
  expect(page.getByText('6 selected').query()).toBeNull()
  const names = rowNames()
  await tick(names[1] ?? '')
  expect(Object(all().element()).indeterminate).toBe(true)
  await userEvent.keyboard('{Shift>}')
  await tick(names[4] ?? '')
  await userEvent.keyboard('{/Shift}')
  await expect.element(page.getByText('4 selected').first()).toBeVisible()
})

it('counts and lists what is ticked, also where a filter or another page hides it', async () => {
  mount({ as: 'varied' })
  await tick('Zapier')
  await searchBox().fill('Old')
  await expectRows(['Old integration'])
  await all().click()
  await button('Revoke…').click()
  await expectDialog('Revoke 2 keys?')
  expect(items()).toEqual(['ZapierLast used 9 days ago.', 'Old integrationNever used, as far as is known.'])
})

it('clears the selection, and keeps the focus in the widget', async () => {
  mount({ as: 'varied' })
  await tick('Zapier')
  await button('Clear', { exact: true }).click()
  await expect.element(box('Zapier')).not.toBeChecked()
  await expect.element(page.getByRole('heading', { name: 'API keys' })).toHaveFocus()
})

it('forgets a ticked key that was revoked by itself', async () => {
  mount({ as: 'varied' })
  await tick('Zapier')
  await startRevoke('Zapier')
  await button('Revoke', { exact: true }).click()
  await expectDialog(null)
  expect(page.getByText('1 selected').query()).toBeNull()
})

it('counts a key that is gone already as no failure', async () => {
  mount({ as: 'varied' })
  await tick('Zapier')
  await button('Revoke…').click()
  const { data } = await clientAs('varied').apiKeys.list({ search: 'Zapier' })
  await clientAs('varied').apiKeys.revoke(data[0]?.id ?? '')
  await button('Revoke', { exact: true }).click()
  await expect.element(page.getByText('1 key was revoked.').first()).toBeVisible()
})

it('ticks and revokes with the keyboard alone', async () => {
  mount({ as: 'varied' })
  await expect.element(box('Zapier')).toBeVisible()
  const first = box('Zapier').element()
  if (first instanceof HTMLElement) first.focus()
  await userEvent.keyboard(' ')
  await expect.element(box('Zapier')).toHaveFocus()
  for (let presses = 0; presses < 20; presses += 1) {
    if (document.activeElement?.textContent === 'Revoke…') break
    await userEvent.keyboard('{Shift>}{Tab}{/Shift}')
  }
  await userEvent.keyboard('{Enter}')
  await expectDialog('Revoke 1 key?')
  await userEvent.keyboard('{Tab}{Enter}')
  await expect.element(page.getByText('1 key was revoked.').first()).toBeVisible()
  await userEvent.keyboard('{Enter}')
  await expectDialog(null)
})
