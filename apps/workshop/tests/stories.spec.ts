import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, type Request } from '@playwright/test'
import { listStories, openStory } from './open-story.ts'
import { test, type Workshop } from './workshop.ts'

const expectAccessible = async (page: Page, state: string, rules?: string[]) => {
  // In the page itself: there are no frames, for whose sake it would open another page each time.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  // What lies below an open dialog is out of reach, and has stories of its own.
  const isDialog = (await page.locator('dialog:modal').count()) > 0
  axe.include(isDialog ? 'dialog:modal' : '[data-keydesk-part="root"]')
  // The page's own landmarks and headings are the host's.
  if (rules) axe.withRules(rules)
  else axe.disableRules(['region', 'page-has-heading-one'])
  const { violations } = await axe.analyze()
  expect(
    violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(node => `${node.html} ${node.failureSummary}`).join('\n')}`,
    ),
    state,
  ).toEqual([])
}

/** The parts of the widget that lie beyond the window's edge, where nobody can scroll them into sight. */
const listLost = (page: Page) =>
  page.evaluate(() => {
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/auto|scroll/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement))
    const lost = [
      ...document.querySelectorAll('[data-keydesk-part]:not([data-keydesk-part="spoken"])'),
    ].filter(element => {
      const { width, left, right } = element.getBoundingClientRect()
      const isHidden = element.closest('[data-keydesk-part="table-head"]') !== null
      return (
        width > 0 && !isHidden && (left < -1 || right > innerWidth + 1) && !scrolls(element.parentElement)
      )
    })
    return [
      ...lost.map(element => element.outerHTML.slice(0, 200)),
      ...(document.documentElement.scrollWidth > innerWidth ? ['The page scrolls sideways.'] : []),
    ]
  })

/** Every address outside the workshop that the page asks while something is done. */
const listForeign = async ({ page, url }: Workshop, act: () => Promise<void>): Promise<string[]> => {
  const foreign: string[] = []
  const note = (request: Request) => {
    if (!request.url().startsWith(url)) foreign.push(request.url())
  }
  page.on('request', note)
  await act()
  page.off('request', note)
  return foreign
}

for (const story of listStories()) {
  for (const language of ['en', 'ar']) {
    const direction = language === 'ar' ? 'from right to left' : 'from left to right'
    test(`${story.title}, ${story.name}, ${direction}: axe finds nothing in light and dark, and 320 pixels lose nothing`, async ({
      workshop,
    }) => {
      const { page, url } = workshop
      const foreign = await listForeign(workshop, () => openStory(page, url, story, language))
      expect(foreign, 'asked of others').toEqual([])
      await expectAccessible(page, 'light')
      await page.emulateMedia({ colorScheme: 'dark' })
      // What axe looks at is the same but for the colours.
      await expectAccessible(page, 'dark', ['color-contrast'])
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await listLost(page), '320 pixels').toEqual([])
    })
  }
}
