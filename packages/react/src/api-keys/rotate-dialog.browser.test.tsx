import type { ApiKey, RotateApiKeyBody } from '@keydesk/contract'
import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { isRotate } from '../testing/networks.ts'
import { button, clickOutside, expectDialog, readSecret, startRotate } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const day = 86_400_000
const radios = (group: string) =>
  page
    .getByRole('group', { name: group, exact: true })
    .getByRole('radio')
    .elements()
    .map(radio => radio.closest('label')?.textContent)
const radio = (name: string) => page.getByRole('radio', { name, exact: true })
const sentence = () => document.querySelector('[data-keydesk-part="sentence"]')?.textContent ?? ''
const shown = (at: Date) =>
  new Intl.DateTimeFormat('en-GB', {
    ...{ year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit' },
    timeZoneName: 'short',
  }).format(at)
const sentBody = async (requests: Request[]): Promise<RotateApiKeyBody> =>
  requests.filter(isRotate).at(-1)?.clone().json()
const list = async (as: 'varied' | 'admin' = 'varied') => (await clientAs(as).apiKeys.list()).data
const find = (apiKeys: ApiKey[], name: string) => apiKeys.find(apiKey => apiKey.name === name)
const openChanges = () => button('Change name, expiry or permissions').click()

const makeKey = async (expiresAt: string | null = null) => {
  const body = { name: 'Worker', permissions: ['posts:read', 'exports:create'], expiresAt }
  const { apiKey } = await clientAs('admin').apiKeys.create(body, { idempotencyKey: crypto.randomUUID() })
  return apiKey
}

afterEach(() => vi.restoreAllMocks())

it('old key stops: now, 15 minutes, 1 hour, 24 hours, 7 days, at a date', async () => {
  mount({ as: 'varied' })
  await startRotate('Zapier')
  expect(radios('Old key stops')).toEqual(['Now', '15 minutes', '1 hour', '24 hours', '7 days', 'At a date'])
  await expect.element(radio('24 hours')).toHaveFocus()
})

it('offers no overlap that is longer than the old key has, and says when that ends by itself', async () => {
  mount({ as: 'varied' })
  await startRotate('Nightly export')
  expect(radios('Old key stops')).toEqual(['Now', '15 minutes', '1 hour', '24 hours', 'At a date'])
  const own = find(await list(), 'Nightly export')?.expiresAt ?? ''
  const caption = `It ends on ${shown(new Date(own))} at the latest.`
  await expect.element(page.getByText(caption, { exact: false })).toBeVisible()
  await radio('At a date').click()
  const date = page.getByLabelText('Last day it works')
  await expect.element(date).toHaveAttribute('max', new Date(own).toLocaleDateString('sv'))
  await date.fill(new Date(own).toLocaleDateString('sv'))
  await expect.poll(sentence).toContain(`the old key stops on`)
})

it('says in one plain sentence what will happen, and reveals the new secret like a new key’s', async () => {
  const onRotated = vi.fn()
  const { requests } = mount({ as: 'varied', onRotated })
  await startRotate('Zapier')
  const old = find(await list(), 'Zapier')
  expect(sentence()).toMatch(
    /^You get a new secret, good until .+ CES?T, and the old key stops on .+ CES?T\.$/,
  )
  await radio('Now').click()
  expect(sentence()).toMatch(/and the old key stops at once\.$/)
  await radio('1 hour').click()
  await button('Rotate key').click()
  await expectDialog('Your new key')
  await expect.element(page.getByText('“Zapier” was replaced.')).toBeInTheDocument()
  const secret = await readSecret()
  expect(secret).toMatch(/^sk_\w{20,}$/)
  await button('Done').click()
  await expectDialog('You won’t see this key again')
  await button('Go back').click()
  await button('Copy key').click()
  await button('Done').click()
  await expectDialog(null)
  await expect.element(button('Actions for Zapier').first()).toBeVisible()
  expect(await sentBody(requests)).toEqual({ overlapSeconds: 3600, expiresAt: expect.any(String) })
  const apiKeys = await list()
  const next = apiKeys.find(({ replaces }) => replaces === old?.id)
  const previous = apiKeys.find(({ id }) => id === old?.id)
  expect(next).toMatchObject({ name: 'Zapier', delivered: true, permissions: old?.permissions })
  expect(Date.parse(previous?.expiresAt ?? '') - Date.now()).toBeLessThan(3_600_000)
  expect(onRotated).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ id: next?.id }),
    expect.objectContaining({ id: old?.id, status: 'rotating' }),
  )
  expect(JSON.stringify(onRotated.mock.calls)).not.toContain(secret)
})

it('keeps the secret out of every cache and out of the page once it is closed', async () => {
  const { readCache } = mount({ as: 'varied' })
  await startRotate('Zapier')
  await button('Rotate key').click()
  await expectDialog('Your new key')
  const secret = await readSecret()
  expect(readCache()).not.toContain(secret)
  await button('Copy key').click()
  await button('Done').click()
  await expectDialog(null)
  expect(readCache()).not.toContain(secret)
  expect(document.documentElement.outerHTML).not.toContain(secret)
})

it('shows the old and the new expiry with the exact instant and zone, and sends exactly that', async () => {
  const own = new Date(Math.floor(Date.now() / 60_000) * 60_000 + 40 * day)
  await makeKey(own.toISOString())
  const { requests } = mount()
  await startRotate('Worker')
  const line = document.querySelector('[data-keydesk-part="details-line"]')
  expect(line?.textContent).toMatch(/^Expires: \d+ \w+ \d{4} → \d+ \w+ \d{4} · Change$/)
  await openChanges()
  await expect.element(radio('40 days')).toBeChecked()
  await radio('7 days').last().click()
  const caption = page.getByText(`${shown(own)} → `, { exact: false })
  await expect.element(caption).toBeVisible()
  const [, until = ''] = caption.element().textContent?.split(' → ') ?? []
  await button('Rotate key').click()
  await expectDialog('Your new key')
  const { expiresAt } = await sentBody(requests)
  expect(until).toBe(shown(new Date(expiresAt ?? '')))
  expect(Math.round((Date.parse(expiresAt ?? '') - Date.now()) / day)).toBe(7)
})

it('says never, from and to, for a key without an end', async () => {
  await makeKey()
  mount()
  await startRotate('Worker')
  await expect.element(page.getByText(/^Expires: Never → Never/)).toBeVisible()
  expect(sentence()).toContain('good until somebody revokes it')
})

it('editing is honest replacement: a diff of what is added and taken away, another name, a new secret, an overlap', async () => {
  const old = await makeKey()
  const { requests } = mount()
  await startRotate('Worker')
  await expect.element(page.getByText(/^A key is never changed, only replaced/)).toBeVisible()
  expect(document.querySelector('[data-keydesk-part="diff"]')?.textContent).toBe('')
  await openChanges()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await page.getByRole('textbox', { name: 'Name' }).fill('Publisher')
  await page.getByRole('group', { name: 'Posts' }).getByRole('radio', { name: 'Write' }).click()
  await page.getByRole('checkbox', { name: /exports:create/ }).click()
  const diff = (state: string) =>
    document.querySelector(`[data-keydesk-part="diff"] [data-state="${state}"]`)?.textContent
  expect(diff('added')).toBe('Addedposts:write')
  expect(diff('removed')).toBe('Taken awayexports:create')
  await button('Rotate key').click()
  await expectDialog('Your new key')
  expect(await sentBody(requests)).toMatchObject({
    overlapSeconds: 86_400,
    name: 'Publisher',
    permissions: ['posts:read', 'posts:write'],
  })
  const next = find(await list('admin'), 'Publisher')
  expect(next).toMatchObject({ replaces: old.id, permissions: ['posts:read', 'posts:write'] })
})

it('explains what the actor may not pass on, and takes it away', async () => {
  await makeKey()
  const { requests } = mount({ as: 'developer' })
  await startRotate('Worker')
  await expect.element(page.getByText('Taken away')).toBeVisible()
  await expect.element(page.getByText(/You don’t hold all of these/)).toBeVisible()
  await button('Rotate key').click()
  await expectDialog('Your new key')
  expect(await sentBody(requests)).toMatchObject({ permissions: ['posts:read'] })
})

it('ends the old key in the last minute of a chosen day', async () => {
  const { requests } = mount({ as: 'varied' })
  await startRotate('CI deploy')
  await radio('At a date').click()
  await button('Rotate key').click()
  await expect.element(page.getByText('Choose a date.')).toBeVisible()
  const date = new Date(Date.now() + 3 * day)
  await page.getByLabelText('Last day it works').fill(date.toLocaleDateString('sv'))
  date.setHours(23, 59, 0, 0)
  expect(sentence()).toContain(`the old key stops on ${shown(date)}`)
  await button('Rotate key').click()
  await expectDialog('Your new key')
  const { overlapSeconds } = await sentBody(requests)
  expect(Math.abs(Date.now() + overlapSeconds * 1000 - date.getTime())).toBeLessThan(60_000)
  const stopped = find(
    (await list()).filter(({ replacedBy }) => replacedBy !== null),
    'CI deploy',
  )
  expect(shown(new Date(stopped?.expiresAt ?? ''))).toBe(shown(date))
})

it('is offered for no key that is over or was replaced', async () => {
  mount({ as: 'varied' })
  await button('Actions for Prototype').click()
  await expect.element(page.getByRole('menuitem', { name: 'Revoke…' })).toBeVisible()
  expect(page.getByRole('menuitem', { name: 'Rotate…' }).query()).toBeNull()
})

it('is gone at Esc, gives the focus back, and keeps what was chosen when somebody clicks outside', async () => {
  mount({ as: 'varied' })
  await startRotate('Zapier')
  await radio('7 days').click()
  await clickOutside()
  await expectDialog('Rotate “Zapier”')
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
  await expect.element(button('Actions for Zapier')).toHaveFocus()
  expect(find(await list(), 'Zapier')?.replacedBy).toBeNull()
})
