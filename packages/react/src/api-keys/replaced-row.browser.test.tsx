import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { makeRotated, spendKnown } from '../testing/rotated.ts'
import { button, dialogTitle, expectDialog, expectRows } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const line = () => document.querySelector('[data-keydesk-part="replaced"]')?.textContent ?? ''
const endOf = async (id: string) => Date.parse((await clientAs('admin').apiKeys.get(id)).expiresAt ?? '')
const hour = 3_600_000

it('the old row reads “Replaced by X · stops in 23 hours”', async () => {
  await makeRotated('admin')
  mount()
  await expect.poll(line).toMatch(/^Replaced by Worker 2 · stops in 23 hours/)
  await expectRows(['Worker 2', 'Worker'])
})

it('opens the details of X, also where X is on another page', async () => {
  const { next } = await makeRotated('admin')
  for (let made = 0; made < 25; made += 1) {
    await clientAs('admin').apiKeys.create(
      { name: `Filler ${made}`, permissions: [], expiresAt: null },
      { idempotencyKey: crypto.randomUUID() },
    )
  }
  const seen: (string | null)[] = []
  mount({ onKeyChange: keyId => seen.push(keyId) })
  await page.getByRole('columnheader', { name: 'Last used' }).getByRole('button').click()
  await page.getByRole('columnheader', { name: 'Expires' }).getByRole('button').click()
  await expect.poll(line).toMatch(/^Replaced by Worker 2/)
  await page
    .getByRole('cell', { name: /^Replaced by/ })
    .getByRole('button', { name: 'Worker 2', exact: true })
    .click()
  expect(seen).toEqual([next.id])
  await expect.poll(dialogTitle).toContain('Worker 2')
})

it('both keys’ last use stand side by side, and it says “safe to stop” once only the new one is used', async () => {
  const { old, oldValue, next, nextValue } = await makeRotated('admin')
  const first = mount()
  await expect.poll(line).toContain('Last use of this key: Never · Last use of the new key: Never')
  expect(line()).not.toContain('Safe to stop')
  first.unmount()
  await spendKnown('admin', next, nextValue)
  const second = mount()
  await expect.poll(line).toContain('Safe to stop')
  expect(line()).toMatch(/Last use of this key: Never.*Last use of the new key: now/)
  second.unmount()
  await spendKnown('admin', old, oldValue)
  mount()
  await expect.poll(line).toMatch(/Last use of this key: now/)
  expect(line()).not.toContain('Safe to stop')
})

it('Stop now revokes the old key, and asks what revoking asks', async () => {
  const { old, next } = await makeRotated('admin')
  mount()
  await button('Stop now: Worker').click()
  await expectDialog('Revoke “Worker”?')
  await button('Revoke', { exact: true }).click()
  await expectDialog(null)
  await expectRows(['Worker 2'])
  const { apiKeys } = clientAs('admin')
  expect((await apiKeys.get(old.id)).status).toBe('revoked')
  expect((await apiKeys.get(next.id)).status).toBe('active')
})

it('Extend lets the old key go on for longer, and the row and a live region say so', async () => {
  const { old } = await makeRotated('admin', { overlapSeconds: 3600 })
  mount()
  await expect.element(button('Extend: Worker')).toBeVisible()
  await expect.poll(line).toContain('stops in 59 minutes')
  await button('Extend: Worker').click()
  await expectDialog('Let “Worker” work longer')
  const options = page.getByRole('radio').elements()
  expect(options.map(({ parentElement }) => parentElement?.textContent)).toEqual([
    '24 hours',
    '7 days',
    'At a date',
  ])
  await expect.element(page.getByRole('radio', { name: '24 hours' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}{Enter}')
  await expectDialog(null)
  await expect.poll(line).toMatch(/stops in [67] days/)
  await expect.element(page.getByText(/^“Worker” stops in [67] days\.$/)).toBeInTheDocument()
  await expect.element(button('Extend: Worker')).toHaveFocus()
  expect(Math.abs((await endOf(old.id)) - Date.now() - 7 * 24 * hour)).toBeLessThan(60_000)
})

it('says where the broker allows no more, and keeps the end', async () => {
  const { apiKeys } = clientAs('admin')
  const expiresAt = new Date(Date.now() + 30 * 24 * hour).toISOString()
  const { apiKey } = await apiKeys.create(
    { name: 'Worker', permissions: [], expiresAt },
    { idempotencyKey: crypto.randomUUID() },
  )
  await apiKeys.rotate(apiKey.id, { overlapSeconds: 3600 }, { idempotencyKey: crypto.randomUUID() })
  mount()
  await button('Extend: Worker').click()
  await page.getByRole('radio', { name: 'At a date' }).click()
  const date = page.getByLabelText('Last day it works')
  const longest = new Date(Date.now() + 366 * 24 * hour).toLocaleDateString('sv')
  await expect.element(date).toHaveAttribute('max', longest)
  await date.fill(new Date(Date.now() + 60 * 24 * hour).toLocaleDateString('sv'))
  await button('Extend', { exact: true }).click()
  await expect
    .element(page.getByRole('group', { name: 'It stops' }))
    .toHaveAccessibleDescription(/^This key was replaced, so it can last until/)
  await expect.element(date).toHaveFocus()
  expect((await endOf(apiKey.id)) - Date.now()).toBeLessThan(hour)
})

it('has no buttons for readers, nor below a key that is over', async () => {
  await makeRotated('varied')
  const reader = mount({ as: 'viewer' })
  await expect.poll(line).toMatch(/^Replaced by Worker 2 · stops in/)
  expect(button('Stop now: Worker').query()).toBeNull()
  expect(button('Extend: Worker').query()).toBeNull()
  reader.unmount()
  await makeRotated('globex', { overlapSeconds: 0 })
  mount({ as: 'globex' })
  await expect.poll(line).toBe('Replaced by Worker 2')
})
