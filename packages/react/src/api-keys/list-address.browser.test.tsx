import { render } from '@testing-library/react'
import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { KeydeskProvider } from '../hooks/keydesk-provider.tsx'
import { mount } from '../testing/mount.tsx'
import {
  button,
  dialogTitle,
  expectDialog,
  expectRows,
  pressEscape,
  rowNames,
  searchBox,
  startDetails,
} from '../testing/steps.ts'
import { baseUrl, clientAs } from '../testing/world.ts'
import { ApiKeys } from './api-keys.tsx'

const home = location.pathname + location.search
const host = { router: 'host', key: 7 }
const go = (address: string) => history.replaceState(host, '', location.pathname + address)
afterEach(() => history.replaceState(null, '', home))

const range = () => document.querySelector('[data-keydesk-part="range"]')?.textContent

it('leaves the address alone unless asked (defect 10: searching wipes the hash and the history state)', async () => {
  go('?tab=keys#section')
  mount({ as: 'varied' })
  await searchBox().fill('zap')
  await expectRows(['Zapier'])
  await button('Mine').click()
  await expect.element(page.getByText('Nothing matches')).toBeVisible()
  expect(location.search + location.hash).toBe('?tab=keys#section')
  expect(history.state).toEqual(host)
})

it('keeps search, filters and order in the address when asked, beside what the host has there', async () => {
  go('?tab=a%20b&flag&keys=mine#section')
  const length = history.length
  mount({ as: 'varied', urlState: true })
  await searchBox().fill('a&b=c #')
  await expect.poll(() => location.search).toContain('keys-search=a%26b%3Dc%20%23')
  await searchBox().fill('')
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await page.getByRole('button', { name: /Never expires/ }).click()
  await expectRows(['CI deploy', 'Old integration'])
  expect(location.search).toBe('?tab=a%20b&flag&keys=mine&keys-attention=never_expires&keys-sort=name')
  expect(location.hash).toBe('#section')
  expect(history.state).toEqual(host)
  expect(history.length).toBe(length)
  await page.getByRole('button', { name: /Never expires/ }).click()
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
  expect(location.search).toBe('?tab=a%20b&flag&keys=mine')
})

it('begins with what the address says, and reads it again on back and forward', async () => {
  go('?keys-status=expired&keys-status=active&keys-sort=name&keys-search=o')
  mount({ as: 'varied', urlState: true })
  await expectRows(['CI deploy', 'Old integration', 'Prototype'])
  await expect.element(searchBox()).toHaveValue('o')
  history.pushState(null, '', `${location.pathname}?keys-search=zap`)
  window.dispatchEvent(new PopStateEvent('popstate'))
  await expectRows(['Zapier'])
  await expect.element(searchBox()).toHaveValue('zap')
  history.back()
  await expect.poll(rowNames).toHaveLength(3)
  await expect.element(searchBox()).toHaveValue('o')
})

it('comes back to the page it was on, and to the first where that is gone', async () => {
  go('')
  const { unmount } = mount({ as: 'many', urlState: true })
  await button('Next').click()
  await expect.poll(range).toBe('26–50 of 60')
  unmount()
  expect(location.search).toMatch(/^\?keys-page=2&keys-cursor=./)
  const again = mount({ as: 'many', urlState: true })
  await expect.poll(range).toBe('26–50 of 60')
  again.unmount()
  go('?keys-page=2&keys-cursor=of-another-list')
  mount({ as: 'many', urlState: true })
  await expect.poll(range).toBe('1–25 of 60')
  expect(location.search).toBe('')
})

it('takes no notice of what an address cannot mean', async () => {
  go('?keys-status=gone&keys-sort=--name&keys-attention=bored&keys-owner=you&keys-page=-3&keys-cursor=x')
  mount({ as: 'varied', urlState: true })
  await expect.poll(rowNames).toHaveLength(6)
})

it('lets two widgets on one page keep their state under names of their own', async () => {
  go('')
  render(
    <KeydeskProvider baseUrl={baseUrl()} headers={{ 'X-Test-Actor': 'varied' }}>
      <div data-testid="left">
        <ApiKeys urlState="left" />
      </div>
      <div data-testid="right">
        <ApiKeys urlState="right" />
      </div>
    </KeydeskProvider>,
  )
  const side = (name: string) => page.getByTestId(name)
  await side('left').getByRole('searchbox').fill('zap')
  await side('right').getByRole('searchbox').fill('deploy')
  await expect.poll(() => location.search).toBe('?left-search=zap&right-search=deploy')
  await expect.element(side('left').getByText('CI deploy')).not.toBeInTheDocument()
  await expect.element(side('left').getByText('Zapier')).toBeVisible()
})

const current = () => document.querySelector('[aria-current="true"]')

it('opens the details of the one key that a link is about, its row in sight behind them', async () => {
  const { data } = await clientAs('many').apiKeys.list({ limit: 100 })
  const near = data[20]
  go(`?keys-key=${near?.id}#section`)
  mount({ as: 'many', urlState: true })
  await expect.poll(dialogTitle).toContain(near?.name)
  await expect.poll(() => current()?.textContent).toContain(near?.name)
  const { top, bottom } = current()?.getBoundingClientRect() ?? { top: -1, bottom: -1 }
  expect(top >= 0 && bottom <= innerHeight).toBe(true)
  await pressEscape()
  await expectDialog(null)
  expect(current()).toBeNull()
  expect(location.search + location.hash).toBe('#section')
  expect(history.state).toEqual(host)
})

it('opens them also where the key is on another page', async () => {
  const { data } = await clientAs('many').apiKeys.list({ limit: 100 })
  const far = data[50]
  mount({ as: 'many', keyId: far?.id ?? '' })
  await expect.poll(dialogTitle).toContain(far?.name)
})

it('back closes details, forward opens them again, and the host’s own state stays as it is', async () => {
  go('?tab=keys#section')
  mount({ as: 'varied', urlState: true })
  await startDetails('Zapier')
  expect(location.search).toMatch(/^\?tab=keys&keys-key=api_key_/)
  expect(location.hash).toBe('#section')
  expect(history.state).toEqual(host)
  history.back()
  await expectDialog(null)
  expect(location.search).toBe('?tab=keys')
  expect(history.state).toEqual(host)
  history.forward()
  await expect.poll(dialogTitle).toContain('Zapier')
  await pressEscape()
  await expectDialog(null)
  await expect.poll(() => location.search).toBe('?tab=keys')
})

it('looking at many keys leaves no trail of dead entries in the history', async () => {
  go('?tab=keys')
  mount({ as: 'varied', urlState: true })
  await startDetails('Zapier')
  const { length } = history
  for (const name of ['CI deploy', 'Prototype', 'Zapier']) {
    await pressEscape()
    await expectDialog(null)
    await expect.poll(() => location.search).toBe('?tab=keys')
    await startDetails(name)
  }
  expect(history.length).toBe(length)
})

it('tells the host which key is open, and takes the key that the host gives', async () => {
  const { data } = await clientAs('varied').apiKeys.list()
  const [first, second] = data
  const onKeyChange = vi.fn()
  const widget = (keyId: string | null) => (
    <KeydeskProvider baseUrl={baseUrl()} headers={{ 'X-Test-Actor': 'varied' }}>
      <ApiKeys keyId={keyId} onKeyChange={onKeyChange} />
    </KeydeskProvider>
  )
  go('')
  const { rerender } = render(widget(first?.id ?? ''))
  await expect.poll(dialogTitle).toContain(first?.name)
  rerender(widget(second?.id ?? ''))
  await expect.poll(dialogTitle).toContain(second?.name)
  rerender(widget(null))
  await expectDialog(null)
  expect(onKeyChange).not.toHaveBeenCalled()
  await startDetails(first?.name ?? '')
  expect(onKeyChange.mock.calls).toEqual([[first?.id]])
  // A host that takes no notice cannot keep them open.
  await pressEscape()
  await expectDialog(null)
  expect(onKeyChange.mock.calls).toEqual([[first?.id], [null]])
  expect(location.search).toBe('')
})

it('tells the host that no key is open once the one that was has been revoked', async () => {
  const onKeyChange = vi.fn()
  mount({ as: 'varied', onKeyChange })
  await startDetails('Zapier')
  await button('Revoke…').click()
  await button('Revoke', { exact: true }).click()
  await expectDialog(null)
  expect(onKeyChange.mock.calls.at(-1)).toEqual([null])
})
