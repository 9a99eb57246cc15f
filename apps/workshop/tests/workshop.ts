import { test as base, type Page } from '@playwright/test'
import { serveWorkshop } from './open-story.ts'

/** The built workshop, served, and the page it is seen in. */
export interface Workshop {
  url: string
  /** One for all stories of a worker, because a fresh one would read and compile the workshop's scripts again. */
  page: Page
}

/** A test that is given the workshop. */
export const test = base.extend<{ workshop: Workshop }, { served: Workshop }>({
  served: [
    async ({ browser }, use) => {
      const { url, stop } = await serveWorkshop()
      const page = await browser.newPage({
        locale: 'en-GB',
        timezoneId: 'Europe/Berlin',
        reducedMotion: 'reduce',
      })
      await use({ url, page })
      await page.close()
      await stop()
    },
    { scope: 'worker' },
  ],
  // What the test before has made of the window is undone.
  workshop: async ({ served }, use) => {
    await served.page.setViewportSize({ width: 1100, height: 800 })
    await served.page.emulateMedia({ colorScheme: 'light', forcedColors: 'none' })
    await use(served)
  },
})
