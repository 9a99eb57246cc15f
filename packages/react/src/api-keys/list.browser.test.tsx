import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { button, row, rowCount } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const range = () => document.querySelector('[data-keydesk-part="range"]')?.textContent

it('pages through 25 at a time, both ways', async () => {
  mount({ as: 'many' })
  await expect.poll(range).toBe('1–25 of 60')
  await button('Next').click()
  await expect.poll(range).toBe('26–50 of 60')
  await button('Next').click()
  await expect.poll(range).toBe('51–60 of 60')
  expect(rowCount()).toBe(10)
  await button('Previous').click()
  await expect.poll(range).toBe('26–50 of 60')
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
  await expect.element(page.getByRole('menuitem', { name: 'Details' })).toHaveFocus()
  await userEvent.keyboard('{Escape}')
  await expect.element(button('Actions for Zapier')).toHaveFocus()
  expect(document.querySelector('[role=menu]')).toBeNull()
})

it('goes back to the first page when the rows of a later one are gone', async () => {
  const { renew } = mount({ as: 'many' })
  await button('Next').click()
  await expect.poll(range).toBe('26–50 of 60')
  await button('Next').click()
  await expect.poll(range).toBe('51–60 of 60')
  const client = clientAs('many')
  const first = await client.apiKeys.list({ limit: 50 })
  const { data } = await client.apiKeys.list({ limit: 50, cursor: first.nextCursor ?? '' })
  for (const { id } of data) await client.apiKeys.revoke(id)
  await renew()
  await expect.poll(range).toBe('1–25 of 50')
})
