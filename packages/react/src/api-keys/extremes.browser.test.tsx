import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import {
  button,
  dialog,
  dialogTitle,
  expectDialog,
  expectState,
  makeKey,
  rowCount,
} from '../testing/steps.ts'

afterEach(() => page.viewport(1100, 800))

/** 200 code points of each, with nowhere to break a line where the script has no spaces. */
const longNames = [
  ['Latin, one word', 'Nachtschichtabrechnungsexportschluessel'],
  ['Arabic', 'مفتاح التصدير الليلي للمستودع '],
  ['Japanese', '夜間エクスポート用の鍵'],
  ['Devanagari, with marks', 'रात्रि निर्यात कुंजी '],
  ['Thai, without spaces', 'กุญแจส่งออกรายคืน'],
  ['emoji', '🗝🌙'],
].map(([script = '', part = '']) => {
  const points = [...part]
  return {
    script,
    name: Array.from({ length: 200 }, (_, at) => points[at % points.length])
      .join('')
      .trim(),
  }
})

/** What of the widget lies beside the screen, or has become wider than its box. */
const spilled = () =>
  [...document.querySelectorAll('[data-keydesk-part]:not([data-keydesk-part="spoken"])')]
    .filter(element => element.closest('[data-keydesk-part="table-head"]') === null)
    .map(element => ({
      part: element.getAttribute('data-keydesk-part'),
      box: element.getBoundingClientRect(),
    }))
    .filter(({ box }) => box.width > 0 && (box.left < -1 || box.right > innerWidth + 1))
    .map(({ part }) => part)

describe.each(longNames)('a name of 200 characters: $script', ({ name }) => {
  it.each([1100, 320])('is shown whole at %i pixels, and pushes nothing off the screen', async width => {
    await page.viewport(width, 800)
    mount()
    await makeKey(name)
    await button('Copy key').click()
    await button('Done').click()
    await expectDialog(null)
    const shown = document.querySelector('[data-column="name"] bdi')
    expect(shown?.textContent).toBe(name)
    expect(spilled()).toEqual([])
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(width)
    await button(`Actions for ${name}`, { exact: true }).click()
    await page.getByRole('menuitem', { name: 'Revoke…' }).click()
    await expect.poll(dialogTitle).toContain(name)
    expect(spilled()).toEqual([])
    await expect.element(dialog().getByRole('button', { name: 'Cancel' })).toBeInViewport()
  })
})

it('shows two of the 500 permissions of a key in its row, and names the others to screen readers', async () => {
  const permissions = Array.from({ length: 500 }, (_, at) => `thing-${at}:read`)
  const { container } = mount({
    as: 'many',
    network: async (request, send) => {
      const response = await send(request)
      if (!new URL(request.url).pathname.endsWith('/api-keys')) return response
      const answer = await response.json()
      answer.data[0].permissions = permissions
      return Response.json(answer)
    },
  })
  await expect.element(page.getByText('+498', { exact: true })).toBeVisible()
  const [first, second] = container.querySelectorAll('[data-keydesk-part="row"]')
  const [tall = 0, usual = 0] = [first, second].map(element => element?.getBoundingClientRect().height)
  expect(tall).toBeLessThanOrEqual(usual + 1)
  expect(container.querySelector('[data-state="more"]')?.textContent).toContain('thing-499:read')
})

it('says that it is offline where the browser says so, instead of waiting, and goes on by itself when it is back', async () => {
  let offline = true
  dispatchEvent(new Event('offline'))
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
  dispatchEvent(new Event('online'))
  await expect.poll(rowCount).toBe(6)
})
