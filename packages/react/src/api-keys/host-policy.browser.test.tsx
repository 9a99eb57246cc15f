import type { ApiKey } from '@keydesk/contract'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { type Mounted, mount } from '../testing/mount.tsx'
import { isCreate, isRotate } from '../testing/networks.ts'
import { button, expectDialog, expectRows, expectState, startKey, startRotate } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const admin = clientAs('admin')
const purpose = () => page.getByRole('textbox', { name: 'What it is for' })
const owner = () => page.getByRole('group', { name: 'Owner' })
const posts = () => page.getByRole('group', { name: 'Posts' })
const stops = () =>
  [...document.querySelectorAll('dialog:modal [data-keydesk-part="expiry"]')][0]?.querySelectorAll('label') ??
  []
const stopNames = () => [...stops()].map(({ textContent }) => textContent)
const created = ({ requests }: Mounted) => requests.filter(isCreate).length
const newest = async (): Promise<ApiKey | undefined> => (await admin.apiKeys.list()).data[0]
const makeKey = async (given: { purpose?: string; permissions?: string[] } = {}): Promise<ApiKey> => {
  const body = { name: 'Worker', permissions: ['posts:read'], expiresAt: null, ...given }
  return (await admin.apiKeys.create(body, { idempotencyKey: crypto.randomUUID() })).apiKey
}

it('offers no new key where the host allows none, and the empty state says why', async () => {
  const { unmount } = mount({ as: 'closed' })
  await expectState('empty')
  await expect.element(page.getByText('No new keys can be made here.')).toBeVisible()
  expect(page.getByRole('button', { name: /New key|Create/ }).query()).toBeNull()
  unmount()
  await makeKey()
  mount({ as: 'closed' })
  await expectRows(['Worker'])
  await expect.element(page.getByText(/No new keys can be made here\./)).toBeVisible()
  expect(button('New key').query()).toBeNull()
  await startRotate('Worker')
})

it('opens owner and purpose by themselves when the host’s policy requires them, and sends both', async () => {
  const mounted = mount({ as: 'strict' })
  await startKey('Explained')
  await expect.element(owner()).toBeVisible()
  await expect.element(owner().getByRole('radio', { name: 'You' })).not.toBeChecked()
  await expect.element(purpose()).toHaveAttribute('required')
  await purpose().fill('Dashboards')
  await button('Create key').click()
  await expect.element(owner()).toHaveAccessibleDescription('Choose who owns it.')
  await expect.element(owner().getByRole('radio', { name: 'You' })).toHaveFocus()
  await purpose().fill(' ')
  await owner().getByRole('radio', { name: 'You' }).click()
  await button('Create key').click()
  await expect.element(purpose()).toHaveAccessibleDescription(/Say what it is for\./)
  expect(created(mounted)).toBe(0)
  await purpose().fill('Dashboards')
  await button('Create key').click()
  await expectDialog('Your new key')
  expect(await newest()).toMatchObject({ owner: { id: 'user_northwind_admin' }, purpose: 'Dashboards' })
})

it('asks for a purpose once a permission is chosen that needs one, and says which', async () => {
  const mounted = mount({ as: 'wary' })
  await startKey('Explained')
  await posts().getByRole('radio', { name: 'Read' }).click()
  expect(purpose().query()).toBeNull()
  await posts().getByRole('radio', { name: 'Write' }).click()
  await expect.element(purpose()).toHaveAccessibleDescription('A purpose is needed for posts:write.')
  await button('Create key').click()
  await expect.element(purpose()).toHaveFocus()
  expect(created(mounted)).toBe(0)
  await posts().getByRole('radio', { name: 'Read' }).click()
  await expect.element(purpose()).not.toHaveAttribute('required')
  await posts().getByRole('radio', { name: 'Write' }).click()
  await purpose().fill('Imports')
  await button('Create key').click()
  await expectDialog('Your new key')
  expect(await newest()).toMatchObject({ purpose: 'Imports', permissions: ['posts:read', 'posts:write'] })
})

it('adds no permission by a rotation that needs a purpose the key does not have', async () => {
  await makeKey()
  const { requests } = mount({ as: 'wary' })
  await startRotate('Worker')
  await button('Change name, expiry or permissions').click()
  await posts().getByRole('radio', { name: 'Write' }).click()
  await button('Rotate key').click()
  await expect
    .element(page.getByRole('group', { name: 'What it can do' }))
    .toHaveAccessibleDescription('A purpose is needed for posts:write.')
  expect(requests.filter(isRotate)).toHaveLength(0)
  await posts().getByRole('radio', { name: 'Read' }).click()
  await button('Rotate key').click()
  await expectDialog('Your new key')
})

it('keeps a purpose in an edit where the policy wants one, and asks for none that was never there', async () => {
  const { id } = await makeKey({ purpose: 'Nightly' })
  const startEdit = async () => {
    await button('Actions for Worker').click()
    await page.getByRole('menuitem', { name: 'Edit…' }).click()
    await expectDialog('Edit “Worker”')
  }
  const first = mount({ as: 'strict' })
  await startEdit()
  await purpose().fill('')
  await button('Save').click()
  await expect.element(purpose()).toHaveAccessibleDescription(/Say what it is for\./)
  expect(first.requests.some(({ method }) => method === 'PATCH')).toBe(false)
  first.unmount()
  await admin.apiKeys.update(id, { purpose: null })
  mount({ as: 'strict' })
  await startEdit()
  await expect.element(purpose()).not.toHaveAttribute('required')
  await page.getByRole('radio', { name: /^Mateo/ }).click()
  await button('Save').click()
  await expectDialog(null)
  expect((await admin.apiKeys.get(id)).owner?.id).toBe('user_northwind_developer')
})

it('offers no overlap that is longer than the policy allows, in a rotation and after it', async () => {
  const { id } = await makeKey()
  const first = mount({ as: 'strict' })
  await startRotate('Worker')
  expect(stopNames()).toEqual(['Now', '15 minutes', '1 hour', 'At a date'])
  await expect.element(page.getByRole('radio', { name: '1 hour' })).toBeChecked()
  first.unmount()
  await admin.apiKeys.rotate(
    id,
    { overlapSeconds: 60, name: 'Worker 2' },
    { idempotencyKey: crypto.randomUUID() },
  )
  const second = mount({ as: 'strict' })
  await button('Extend: Worker').click()
  await expectDialog('Let “Worker” work longer')
  expect(stopNames()).toEqual(['15 minutes', 'At a date'])
  await button('Extend', { exact: true }).click()
  await expectDialog(null)
  second.unmount()
  mount({ as: 'wary' })
  await expect.element(button('Stop now: Worker')).toBeVisible()
  expect(button('Extend: Worker').query()).toBeNull()
  await startRotate('Worker 2')
  expect(stopNames()).toEqual(['Now'])
  await button('Rotate key').click()
  await expectDialog('Your new key')
})
