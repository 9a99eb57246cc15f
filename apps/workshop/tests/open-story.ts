import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import { preview } from 'vite'

const root = join(import.meta.dirname, '..')

/** One state of the widget, as the built workshop lists it. */
export interface Story {
  id: string
  title: string
  name: string
}

/** Every story of the built workshop. */
export const listStories = (): Story[] => {
  const { entries } = JSON.parse(readFileSync(join(root, 'dist/index.json'), 'utf8'))
  return Object.values<Story & { type: string }>(entries).filter(({ type }) => type === 'story')
}

/** Serves the built workshop from a free port. */
export const serveWorkshop = async (): Promise<{ url: string; stop: () => Promise<void> }> => {
  const server = await preview({
    root,
    configFile: false,
    build: { outDir: 'dist' },
    preview: { host: '127.0.0.1', port: 0, strictPort: true },
  })
  const [url] = server.resolvedUrls?.local ?? []
  if (url === undefined) throw new Error('The workshop is not served.')
  return { url, stop: () => server.close() }
}

/** Opens a story alone and waits until it has come to its state. Throws with its own words when it does not. */
export const openStory = async (page: Page, url: string, story: Story, language = 'en'): Promise<void> => {
  await page.goto(`${url}iframe.html?viewMode=story&id=${story.id}&globals=language:${language}`)
  const outcome = await page.locator('html[data-story]').getAttribute('data-story')
  if (outcome !== 'ready') throw new Error(`${story.title}, ${story.name}: ${outcome}`)
}
