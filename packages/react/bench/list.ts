/**
 * The list of an organization of 10,000 keys beside one of 100, in Chromium, in turn, on a production build of the widget and
 * the real broker: time until the first rows are painted, elements on the page, and the slowest keystroke in the search.
 */
import { clientHeader } from '@keydesk/contract'
import { defaultSeed, type SeedInput } from '@keydesk/workos-emulator'
import { type Browser, chromium } from 'playwright'
import { chromiumLaunch } from '../../../scripts/chromium.ts'
import { adminOf, startBroker } from '../src/testing/start-broker.ts'
import { bundlePage } from './bundle-page.ts'
import { type Measure, medianOf } from './measure.ts'
import { servePages } from './serve-pages.ts'

const rounds = 9
const small = { id: 'org_small', name: 'Small', count: 100 }
const large = { id: 'org_large', name: 'Large', count: 10_000 }
const goals = { paint: 1.5, elements: 900, keystroke: 25 }

/** Measures the large list beside the small one. */
export const measureList = async (): Promise<Measure[]> => {
  const broker = await startBroker({ actors: { small: adminOf(small), large: adminOf(large) }, seed })
  const server = await servePages({ list: await bundlePage('list-page.tsx') }, async () => ({
    status: 404,
    body: '',
  }))
  const browser = await chromium.launch(chromiumLaunch())
  const look = (actor: string) =>
    visit(browser, `${server.url}/list/?actor=${actor}&broker=${broker.url}/api/keydesk/v1`)
  try {
    for (const actor of ['small', 'large']) {
      await readAllKeys(broker.url, actor)
      await look(actor)
    }
    const measured: { small: Visit; large: Visit }[] = []
    for (let round = 0; round < rounds; round += 1) {
      measured.push({ small: await look('small'), large: await look('large') })
    }
    const beside = (part: keyof Visit) => ({
      value: medianOf(measured.map(({ large }) => large[part])),
      beside: {
        value: medianOf(measured.map(({ small }) => small[part])),
        ratio: medianOf(measured.map(({ large, small }) => large[part] / small[part])),
      },
    })
    return [
      { name: 'first rows painted', unit: 'ms', ...beside('paint'), goal: { ratio: goals.paint } },
      { name: 'elements', unit: '', ...beside('elements'), goal: { value: goals.elements } },
      { name: 'worst keystroke', unit: 'ms', ...beside('keystroke'), goal: { value: goals.keystroke } },
    ]
  } finally {
    await browser.close()
    server.close()
    await broker.close()
  }
}

/** The broker reads all keys of an organization from WorkOS once, and may say meanwhile that it has not got them yet. */
const readAllKeys = async (broker: string, actor: string): Promise<void> => {
  const url = `${broker}/api/keydesk/v1/api-keys?limit=1`
  const headers = { 'X-Test-Actor': actor, [clientHeader]: 'bench/1' }
  for (let tries = 1; !(await fetch(url, { headers })).ok; tries += 1) {
    if (tries === 30) throw new Error(`The broker has not got the keys of ${actor}.`)
    await new Promise(resolve => setTimeout(resolve, 2_000))
  }
}

/** What one visit shows. */
interface Visit {
  paint: number
  elements: number
  keystroke: number
}

/** Once through: a fresh page, until its rows are painted; then a search, typed. */
const visit = async (browser: Browser, url: string): Promise<Visit> => {
  const page = await browser.newPage()
  await page.goto(url)
  await page.waitForFunction('window.bench.paintedAfter !== null', undefined, { timeout: 120_000 })
  const elements = await page.evaluate<number>("document.body.querySelectorAll('*').length")
  const paint = await page.evaluate<number>('window.bench.paintedAfter')
  await page.getByRole('searchbox').click()
  await page.keyboard.type('export 99', { delay: 60 })
  await page.waitForFunction("document.querySelector('[aria-busy=true]') === null")
  const keystroke = await page.evaluate<number>('Math.max(...window.bench.keystrokes)')
  await page.close()
  return { paint, elements, keystroke }
}

const seed: SeedInput = {
  ...defaultSeed,
  organizations: [...defaultSeed.organizations, small, large].map(({ id, name }) => ({ id, name })),
  memberships: [
    ...defaultSeed.memberships,
    ...[small, large].map(({ id }) => ({
      user: 'user_northwind_admin',
      organization: id,
      roles: ['admin'] as [string],
    })),
  ],
  apiKeys: [small, large].map(({ id, count }) => ({
    organization: id,
    count,
    namePrefix: 'Nightly export',
    permissions: ['posts:read', 'posts:write', 'comments:read'],
  })),
}
