import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type Browser, chromium, type Page } from 'playwright'
import { listStories, openStory, type Story, serveWorkshop } from '../apps/workshop/tests/open-story.ts'
import { chromiumLaunch } from './chromium.ts'

/**
 * Takes the docs' pictures from the workshop's stories, light and dark, into docs/images. With `--all`, or words that
 * the ids of stories contain, also one picture of each story in each look, for the eye, into .pictures, with an index.html.
 */
const root = join(import.meta.dirname, '..')
const pictures = join(root, '.pictures')
const maxBytes = 250_000
const [wanted, ...others] = process.argv.slice(2).map(word => (word === '--all' ? '' : word))

const readme = [
  { story: 'list--ordinary', part: '[data-keydesk-part="surface"]', name: 'keys' },
  { story: 'create--filled', part: 'dialog', name: 'new-key' },
]

/** How a story may look; all but the last are the same page, seen differently. */
const looks = [
  { name: 'light', media: { colorScheme: 'light' }, width: 1100 },
  { name: 'dark', media: { colorScheme: 'dark' }, width: 1100 },
  { name: 'forced-colors', media: { colorScheme: 'dark', forcedColors: 'active' }, width: 1100 },
  { name: 'narrow', media: { colorScheme: 'light' }, width: 320 },
  { name: 'right-to-left', media: { colorScheme: 'light' }, width: 1100, language: 'ar' },
  { name: 'narrow-right-to-left', media: { colorScheme: 'light' }, width: 320, language: 'ar' },
] as const

const main = async () => {
  const { status } = spawnSync('pnpm', ['--filter', '@keydesk/workshop', 'run', 'bundle'], {
    cwd: root,
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error('The workshop could not be built. What went wrong stands above.')
  const { url, stop } = await serveWorkshop()
  const browser = await chromium.launch(chromiumLaunch())
  try {
    const stories = listStories()
    await takeReadmePictures(browser, url, stories)
    const chosen = stories.filter(({ id }) =>
      [wanted, ...others].some(word => word !== undefined && id.includes(word)),
    )
    if (chosen.length > 0) await takeEveryLook(browser, url, chosen)
  } finally {
    await browser.close()
    await stop()
  }
}

const newPage = (browser: Browser, width: number, deviceScaleFactor: number): Promise<Page> =>
  browser.newPage({
    viewport: { width, height: 800 },
    deviceScaleFactor,
    reducedMotion: 'reduce',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
  })

const takeReadmePictures = async (browser: Browser, url: string, stories: Story[]) => {
  const page = await newPage(browser, 1060, 2)
  for (const { story: id, part, name } of readme) {
    const story = stories.find(found => found.id === id)
    if (story === undefined) throw new Error(`The workshop has no story ${id}.`)
    await openStory(page, url, story)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      const path = join(root, 'docs/images', `${name}-${colorScheme}.png`)
      await page.locator(part).screenshot({ path, animations: 'disabled', caret: 'hide' })
      const { size } = statSync(path)
      console.log(`${relative(root, path)} ${Math.round(size / 1000)} kB`)
      if (size > maxBytes) throw new Error(`${path} is larger than ${maxBytes} bytes.`)
    }
  }
  await page.close()
}

const takeEveryLook = async (browser: Browser, url: string, stories: Story[]) => {
  rmSync(pictures, { recursive: true, force: true })
  mkdirSync(pictures)
  const page = await newPage(browser, 1100, 1)
  for (const story of stories) {
    let shown = ''
    for (const { name, media, width, ...look } of looks) {
      const language = 'language' in look ? look.language : 'en'
      await page.setViewportSize({ width, height: width === 320 ? 640 : 800 })
      await page.emulateMedia({ forcedColors: 'none', ...media })
      if (shown !== language) await openStory(page, url, story, language)
      shown = language
      await page.screenshot({ path: join(pictures, `${story.id}.${name}.png`), animations: 'disabled' })
    }
  }
  await takeSheets(page, stories)
  console.log(`${relative(root, pictures)}: ${stories.length} stories in ${looks.length} looks.`)
}

/** Puts the pictures of one look side by side, so many that they can still be read. */
const takeSheets = async (page: Page, stories: Story[]) => {
  for (const { name, width } of looks) {
    const perSheet = width === 320 ? 12 : 9
    const columns = width === 320 ? 6 : 3
    for (let start = 0; start < stories.length; start += perSheet) {
      const figures = stories
        .slice(start, start + perSheet)
        .map(
          ({ id }) =>
            `<figure><figcaption>${id}</figcaption><img src="file://${pictures}/${id}.${name}.png"></figure>`,
        )
      await page.setViewportSize({ width: columns * (width === 320 ? 300 : 640), height: 800 })
      await page.goto(`file://${pictures}`)
      await page.setContent(
        `<style>body { margin: 8px; display: grid; grid-template-columns: repeat(${columns}, 1fr); gap: 8px; background: #888; font: 14px sans-serif }
          figure { margin: 0 } img { width: 100%; display: block }</style>${figures.join('')}`,
        { waitUntil: 'load' },
      )
      await page.screenshot({
        path: join(pictures, `sheet.${name}.${start / perSheet + 1}.png`),
        fullPage: true,
      })
    }
  }
}

await main()
