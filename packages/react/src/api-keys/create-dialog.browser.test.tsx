import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { isCreate } from '../testing/networks.ts'
import { button, clickOutside, expectDialog, pressEscape, startKey } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const openDetails = () => button('Change owner, purpose or expiry').click()
const lineText = () => document.querySelector('[data-keydesk-part="details-line"]')?.textContent
const newest = async () => (await clientAs('admin').apiKeys.list()).data[0]

it('takes a name, a preset and Create', async () => {
  const onCreated = vi.fn()
  mount({ onCreated })
  await startKey('Nightly export')
  await button('All you hold').click()
  await button('Create key').click()
  await expectDialog('Your new key')
  const [made] = (await clientAs('admin').apiKeys.list()).data
  expect(made?.name).toBe('Nightly export')
  expect(made?.permissions).toContain('exports:create')
  expect(onCreated).toHaveBeenCalledOnce()
  expect(JSON.stringify(onCreated.mock.calls)).not.toMatch(/"value":/)
})

it('starts with the focus on the name, no permission chosen, and gives the focus back', async () => {
  mount()
  await button('New key').click()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await expect.element(page.getByText('0 permissions chosen')).toBeVisible()
  await pressEscape()
  await expectDialog(null)
  await expect.element(button('New key')).toHaveFocus()
})

it('warns of a key that never expires, and sends no end', async () => {
  mount()
  await startKey('Forever')
  await openDetails()
  await page.getByRole('radio', { name: 'Never' }).click()
  await expect.element(page.getByText(/works until somebody revokes it/)).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  expect((await clientAs('admin').apiKeys.list()).data[0]?.expiresAt).toBeNull()
})

it('sends exactly the instant that the caption shows, also for a date of the reader’s own', async () => {
  mount()
  await startKey('Dated')
  await openDetails()
  await page.getByRole('radio', { name: 'Custom date' }).click()
  await button('Create key').click()
  await expect.element(page.getByText('Choose a date.')).toBeVisible()
  await page.getByLabelText('Last day it works').fill('2027-03-01')
  await expect.element(page.getByText('It stops working on 1 March 2027 at 23:59 CET.')).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  expect((await clientAs('admin').apiKeys.list()).data[0]?.expiresAt).toBe('2027-03-01T22:59:00.000Z')
})

it('says the rest in one line under the name, and opens it from there', async () => {
  mount()
  await startKey()
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(Date.now() + 90 * 86_400_000)
  await expect.poll(lineText).toBe(`Owned by you · expires ${date} · Change`)
  await openDetails()
  await expect.element(page.getByRole('radio', { name: 'You' })).toHaveFocus()
  await expect.element(page.getByRole('radio', { name: '90 days' })).toBeChecked()
  await page.getByRole('radio', { name: '1 year' }).click()
  await expect
    .element(page.getByText(/^It stops working on \d+ November 2027 at \d\d:\d\d CET\.$/))
    .toBeVisible()
})

it('offers 7, 30, 60, 90 days, 1 year, a custom date and never', async () => {
  mount()
  await startKey()
  await openDetails()
  const choices = [...document.querySelectorAll('[data-keydesk-part="expiry"] label')]
  expect(choices.map(({ textContent }) => textContent)).toEqual([
    ...['7 days', '30 days', '60 days', '90 days', '1 year', 'Custom date', 'Never'],
  ])
})

it('gives the key to a member who was searched for, and says what it is for', async () => {
  mount()
  await startKey('For Mateo')
  await openDetails()
  const people = page.getByRole('searchbox', { name: 'Search people' })
  await people.fill('mateo')
  await expect.element(page.getByRole('radio', { name: /^Priya/ })).not.toBeInTheDocument()
  await page.getByRole('radio', { name: /^Mateo/ }).click()
  await people.fill('nobody at all (')
  await expect.element(page.getByText('Nobody matches “nobody at all (”.')).toBeVisible()
  await userEvent.keyboard('{Enter}{Escape}')
  await expectDialog('New key')
  await expect.element(page.getByRole('radio', { name: /^Mateo/ })).toBeChecked()
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Exports to the warehouse')
  await button('Create key').click()
  await expectDialog('Your new key')
  expect(await newest()).toMatchObject({
    owner: { id: 'user_northwind_developer' },
    purpose: 'Exports to the warehouse',
  })
})

it('opens owner, purpose and expiry by itself when the host’s policy requires them', async () => {
  const { requests } = mount({ requires: ['purpose'], metadata: { team: 'data' } })
  await startKey('Explained')
  await expect.element(page.getByRole('group', { name: 'Owner' })).toBeVisible()
  await expect.element(page.getByRole('group', { name: 'Expires' })).toBeVisible()
  await button('Create key').click()
  const purpose = page.getByRole('textbox', { name: 'What it is for' })
  await expect.element(purpose).toHaveFocus()
  await expect.element(purpose).toHaveAccessibleDescription(/Say what it is for/)
  expect(requests.filter(isCreate)).toHaveLength(0)
  await purpose.fill('Dashboards')
  await button('Create key').click()
  await expectDialog('Your new key')
  expect(await newest()).toMatchObject({ purpose: 'Dashboards', metadata: { team: 'data' } })
})

it('says in one plain sentence what the key will be able to do', async () => {
  mount()
  await startKey()
  await expect.element(page.getByText(/say who it belongs to, and nothing else/)).toBeVisible()
  await page.getByRole('group', { name: 'Posts' }).getByRole('radio', { name: 'Write' }).click()
  await page.getByRole('group', { name: 'Analytics' }).getByRole('radio', { name: 'Read' }).click()
  const sentence = document.querySelector('[data-keydesk-part="sentence"]')?.textContent
  expect(sentence).toMatch(/^This key will be able to read analytics and read and write posts, until /)
})

it('asks for a name before it asks the broker', async () => {
  const { requests } = mount()
  await button('New key').click()
  await button('Create key').click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect.element(name).toHaveFocus()
  await expect.element(name).toHaveAccessibleDescription(/Give the key a name/)
  expect(requests.filter(isCreate)).toHaveLength(0)
})

it('keeps what was typed when somebody clicks outside', async () => {
  mount()
  await startKey('Half done')
  await clickOutside()
  await expectDialog('New key')
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Half done')
})

it.each([
  ['Latin', 'Nächtlicher Export '],
  ['Greek', 'Νυχτερινή εξαγωγή '],
  ['Cyrillic', 'Ночнаявыгрузка'],
  ['Arabic', 'تصدير ليلي '],
  ['Hebrew', 'ייצוא לילי '],
  ['Devanagari', 'रात्रिनिर्यात'],
  ['Thai', 'ส่งออกทุกคืน'],
  ['Japanese', '夜間エクスポート'],
  ['Korean', '야간내보내기'],
  ['emoji', '👩‍🚀🔑'],
])('takes a name of 200 characters in %s, and stays within 320 pixels', async (_, text) => {
  const { container } = mount({ width: 320 })
  const name = toLength(text, 200)
  await startKey(name)
  await button('Create key').click()
  await expectDialog('Your new key')
  await button('Copy key').click()
  await button('Done').click()
  await expect.element(page.elementLocator(container).getByText(name)).toBeVisible()
  expect((await newest())?.name).toBe(name)
  expect(container.querySelector('section')?.scrollWidth).toBeLessThanOrEqual(320)
})

/** A text of this many code points that does not end in the middle of a character or in a space. */
const toLength = (text: string, length: number): string => {
  const whole = text.repeat(Math.floor(length / [...text].length)).trim()
  return whole + 'x'.repeat(length - [...whole].length)
}
