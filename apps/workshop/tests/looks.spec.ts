import { expect, type Page } from '@playwright/test'
import { listStories, openStory } from './open-story.ts'
import { test } from './workshop.ts'

const find = (id: string) => {
  const story = listStories().find(found => found.id === id)
  if (story === undefined) throw new Error(`The workshop has no story ${id}.`)
  return story
}

const styleOf = (page: Page, selector: string, property: string): Promise<string> =>
  page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property)

test('from right to left, code still runs from left to right, and .env begins with its dot', async ({
  workshop: { page, url },
}) => {
  await openStory(page, url, find('reveal--curl'), 'ar')
  const [text, box] = await page.locator('[data-keydesk-part="secret-text"]').evaluate(element => {
    const range = document.createRange()
    range.selectNodeContents(element)
    return [range.getClientRects()[0]?.left ?? 0, element.getBoundingClientRect().left]
  })
  expect(Math.abs(text - box)).toBeLessThan(8)
  const dotBefore = await page.locator('[data-tab="env"]').evaluate(tab => {
    const place = (from: number) => {
      const range = document.createRange()
      const node = tab.firstChild ?? tab
      range.setStart(node, from)
      range.setEnd(node, from + 1)
      return range.getBoundingClientRect().left
    }
    return place(0) < place(1)
  })
  expect(dotBefore).toBe(true)
})

test('in forced colors, what colour alone would say has a border', async ({ workshop: { page, url } }) => {
  await page.emulateMedia({ forcedColors: 'active' })
  for (const [id, selector, property] of [
    ['list--every-badge', '[data-keydesk-part="badge"]', 'border-top-width'],
    ['list--attention-card', '[data-keydesk-part="card"][aria-pressed="true"]', 'border-top-width'],
    ['create--filled', '[data-keydesk-part="button"][aria-pressed="true"]', 'border-top-width'],
    ['list--pointed-at', '[data-keydesk-part="row"][aria-current]', 'outline-width'],
    ['list--out-of-date', '[data-keydesk-part="notice"]', 'border-top-width'],
  ] as const) {
    await openStory(page, url, find(id))
    expect(Number.parseFloat(await styleOf(page, selector, property)), id).toBeGreaterThan(0)
  }
  await openStory(page, url, find('list--sorted'))
  const side = await page
    .locator('[aria-sort="ascending"] [data-keydesk-part="sort"]')
    .evaluate(arrow => getComputedStyle(arrow, '::after').borderLeftColor)
  expect(side, 'the arrow is no box').toBe('rgba(0, 0, 0, 0)')
  await openStory(page, url, find('create--filled'))
  const chosen = await styleOf(page, '[data-keydesk-part="segment"]:has(:checked)', 'background-color')
  const other = await styleOf(page, '[data-keydesk-part="segment"]:not(:has(:checked))', 'background-color')
  expect(chosen).not.toBe(other)
})
