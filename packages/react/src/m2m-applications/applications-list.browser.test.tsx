import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { arabic } from '../messages/arabic.ts'
import { english } from '../messages/english.ts'
import { german } from '../messages/german.ts'
import { japanese } from '../messages/japanese.ts'
import { mountApplications } from '../testing/mount.tsx'
import {
  button,
  expectDialog,
  expectRows,
  expectState,
  overflowByWidth,
  pressEscape,
  rowNames,
} from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const home = location.pathname + location.search
afterEach(() => {
  document.documentElement.removeAttribute('dir')
  history.replaceState(null, '', home)
})

it('is a row of a native table: name, client id to copy, scopes, secrets with their age, owner, last use, state', async () => {
  mountApplications()
  const row = page.getByRole('row', { name: /Content sync/ })
  await expect.element(row).toBeVisible()
  const cells = [...row.element().children].map(cell => cell.textContent)
  expect(cells[0]).toContain('Copies posts to the intranet every night.')
  expect(cells[1]).toContain('client_northwind_sync')
  expect(cells[2]).toBe('posts:readposts:write')
  expect(cells[3]).toMatch(/^….+ made .+/)
  expect(cells[4]).toBe('nobody')
  expect(cells[6]).toBe('Secret overdue')
  await button('Copy the client id').click()
  await expect.element(page.getByText('Copied')).toBeVisible()
  expect(await navigator.clipboard.readText()).toBe('client_northwind_sync')
})

it('searches by name and client id, filters by owner and sorts, all on the server', async () => {
  await clientAs('admin').m2mApplications.create(
    { name: 'Another one', scopes: ['posts:read'] },
    { idempotencyKey: 'another-application' },
  )
  const { requests } = mountApplications()
  await expectRows(['Another one', 'Content sync'])
  const search = page.getByRole('searchbox', { name: 'Search applications' })
  await search.fill('northwind_sync')
  await expectRows(['Content sync'])
  await search.fill('')
  await button('Mine').click()
  await expectRows(['Another one'])
  await button('Mine').click()
  await button('Name', { exact: true }).click()
  await button('Name', { exact: true }).click()
  await expectRows(['Content sync', 'Another one'])
  expect(requests.at(-1)?.url).toContain('sort=-name')
  await search.fill('no such thing')
  await expectState('no-match')
  await button('Clear filters').click()
  await expectRows(['Content sync', 'Another one'])
})

it('turns pages and says how many there are', async () => {
  const { m2mApplications } = clientAs('globex')
  for (let at = 0; at < 25; at += 1) {
    await m2mApplications.create(
      { name: `Service ${at}`, scopes: ['posts:read'] },
      { idempotencyKey: `service-${at}` },
    )
  }
  mountApplications({ as: 'globex' })
  await expect.element(page.getByText('1–25 of 26')).toBeVisible()
  await button('Next').click()
  await expectRows(['Reporting'])
  await expect.element(page.getByText('26–26 of 26')).toBeVisible()
})

it('says what an application is for where there is none', async () => {
  mountApplications({ as: 'many' })
  await expectState('empty')
  await button('Create your first application').click()
  await expectDialog('New application')
})

it('offers a reader nothing that would fail', async () => {
  mountApplications({ as: 'viewer' })
  await expect.element(page.getByText('Nobody has created an application yet.')).toBeVisible()
  expect(button('New application').query()).toBeNull()
})

it('offers none where the host allows no new ones, and says so', async () => {
  mountApplications({ as: 'closed' })
  await expect.element(page.getByText(/No new applications can be made here\.$/)).toBeVisible()
  expect(button('New application').query()).toBeNull()
  await expect.element(button('Actions for Content sync')).toBeVisible()
})

it.each([
  ['nobody', 'signed-out'],
  ['nowhere', 'no-organization'],
  ['stranger', 'no-access'],
] as const)('says to %s which and what helps', async (as, state) => {
  mountApplications({ as })
  await expectState(state)
  expect(document.body.textContent).not.toContain('API keys')
})

it('filters by status, the deleted included, which stay findable and offer nothing that would fail', async () => {
  const { m2mApplications } = clientAs('admin')
  const { application } = await m2mApplications.create(
    { name: 'Gone', scopes: ['posts:read'] },
    { idempotencyKey: 'application-to-delete' },
  )
  await m2mApplications.delete(application.id)
  mountApplications()
  await expectRows(['Content sync'])
  await button('Status').click()
  await page.getByRole('menuitemcheckbox', { name: 'Deleted' }).click()
  await expectRows(['Gone'])
  expect(button('Actions for Gone').query()).toBeNull()
  await page.getByRole('menuitemcheckbox', { name: 'Active' }).click()
  await expectRows(['Gone', 'Content sync'])
})

it('keeps search, filters, order and what is open in the address when asked', async () => {
  history.replaceState(null, '', '?tab=apps&applications-status=active')
  mountApplications({ urlState: true })
  await expectRows(['Content sync'])
  await page.getByRole('searchbox', { name: 'Search applications' }).fill('con')
  await expect
    .poll(() => location.search)
    .toBe('?tab=apps&applications-search=con&applications-status=active')
  await button('Content sync', { exact: true }).click()
  await expect.poll(() => location.search).toMatch(/&applications-application=conn_app_\w+$/)
  history.back()
  await expectDialog(null)
})

it('opens the details of the application that the host names, and tells the host what is open', async () => {
  const [application] = (await clientAs('admin').m2mApplications.list()).data
  const told: (string | null)[] = []
  mountApplications({
    applicationId: application?.id ?? '',
    onApplicationChange: id => told.push(id),
  })
  await expectDialog('Content sync Secret overdue')
  await pressEscape()
  await expectDialog(null)
  await button('Content sync', { exact: true }).click()
  await expectDialog('Content sync Secret overdue')
  expect(told).toEqual([null, application?.id])
})

it('reflows at 320 px: nothing is cut off or scrolls sideways, from right to left too', async () => {
  document.documentElement.dir = 'rtl'
  await clientAs('admin').m2mApplications.create(
    { name: 'Synchronizationservicefortheaccountingdepartment', scopes: ['posts:read', 'posts:write'] },
    { idempotencyKey: 'wide-application' },
  )
  const { container } = mountApplications({ width: 320, dir: 'rtl' })
  await expect.poll(() => rowNames().length).toBe(2)
  expect(container.scrollWidth).toBeLessThanOrEqual(320)
  const row = container.querySelector('[data-keydesk-part="row"]')
  expect(row && getComputedStyle(row).display).toBe('grid')
})

it('has room for every column where they first stand side by side', async () => {
  const { container } = mountApplications({ width: 880 })
  await expect.poll(() => rowNames().length).toBe(1)
  const row = container.querySelector('[data-keydesk-part="row"]')
  expect(row && getComputedStyle(row).display).toBe('table-row')
  expect(container.scrollWidth).toBeLessThanOrEqual(880)
})

it.each(Object.entries({ english, german, japanese, arabic }))(
  'sticks out at no width from a phone’s to a desk’s, in %s',
  async (_, messages) => {
    for (const name of ['Reporting', 'Synchronisation']) {
      await clientAs('admin').m2mApplications.create(
        { name, scopes: ['posts:read', 'comments:write', 'analytics:read'] },
        { idempotencyKey: name },
      )
    }
    const { container } = mountApplications({ messages, dir: messages === arabic ? 'rtl' : 'ltr' })
    await expectRows(['Synchronisation', 'Reporting', 'Content sync'])
    expect(overflowByWidth(container)).toEqual([])
  },
)
