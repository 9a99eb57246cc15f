/**
 * The time to the first row of Keydesk's `<ApiKeys>` and of the published `@workos-inc/widgets`, in turn: production builds
 * with React inside, each visit in a Chromium page of its own without a cache, the processor slowed 4 times and every answer
 * 40 ms away. One server gives files and data of both out of memory, compressed by brotli.
 *
 * Both have the same 25 keys, and ask for what they ask for: theirs for a page of 10 and the permissions, ours for a page of
 * 25, the session, the summary and the permissions. Theirs asks the page's own origin, which spares it the preflight that
 * api.workos.com would cost, and bandwidth has no limit, so that bytes cost only what reading and running them costs.
 */
import { clientHeader } from '@keydesk/contract'
import { defaultSeed } from '@keydesk/workos-emulator'
import { type Browser, chromium } from 'playwright'
import { chromiumLaunch } from '../../../scripts/chromium.ts'
import { adminOf, startBroker } from '../src/testing/start-broker.ts'
import { bundlePage } from './bundle-page.ts'
import { type Measure, medianOf } from './measure.ts'
import { type Answer, servePages } from './serve-pages.ts'

const rounds = 9
const slowedBy = 4
const latency = 40
const organization = { id: 'org_race', name: 'Race' }

/** What `first-row.js` leaves on the page. */
interface FirstRow {
  paintedAfter: number
  transferred: number
}

/** Races the two widgets. They have no goal: the ratios are to be known. */
export const raceWidgets = async (): Promise<Measure[]> => {
  const broker = await startBroker(world)
  const browser = await chromium.launch(chromiumLaunch())
  const server = await servePages(
    {
      keydesk: await bundlePage('keydesk-page.tsx'),
      workos: await bundlePage('workos-page.tsx'),
    },
    await answersOf(broker.url),
  )
  const visitOurs = () => visit(browser, `${server.url}/keydesk/`)
  const visitTheirs = () => visit(browser, `${server.url}/workos/?token=${token()}`)
  try {
    // The first visits make the answers known.
    await visitOurs()
    await visitTheirs()
    const measured: { ours: FirstRow; theirs: FirstRow }[] = []
    for (let round = 0; round < rounds; round += 1) {
      measured.push({ ours: await visitOurs(), theirs: await visitTheirs() })
    }
    const beside = (part: keyof FirstRow, scale = 1) => ({
      value: medianOf(measured.map(({ ours }) => ours[part] / scale)),
      beside: {
        value: medianOf(measured.map(({ theirs }) => theirs[part] / scale)),
        ratio: medianOf(measured.map(({ ours, theirs }) => ours[part] / theirs[part])),
      },
    })
    return [
      { name: 'time to the first row', unit: 'ms', ...beside('paintedAfter') },
      { name: 'transferred until then', unit: 'kB', ...beside('transferred', 1_000) },
    ]
  } finally {
    await browser.close()
    server.close()
    await broker.close()
  }
}

const world: Parameters<typeof startBroker>[0] = {
  actors: { racer: adminOf(organization) },
  seed: {
    ...defaultSeed,
    applications: [],
    organizations: [organization],
    memberships: [{ user: 'user_northwind_admin', organization: organization.id, roles: ['admin'] }],
    apiKeys: [
      {
        organization: organization.id,
        count: 25,
        namePrefix: 'Nightly export',
        permissions: ['posts:read', 'posts:write', 'comments:read'],
      },
    ],
  },
}

const visit = async (browser: Browser, url: string): Promise<FirstRow> => {
  const page = await browser.newPage()
  await page.addInitScript({ path: `${import.meta.dirname}/pages/first-row.js` })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowedBy })
  await devtools.send('Network.enable')
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency,
    downloadThroughput: -1,
    uploadThroughput: -1,
  })
  await page.goto(url)
  const firstRow = await page.waitForFunction('window.firstRow', undefined, { timeout: 60_000 })
  const result = (await firstRow.jsonValue()) as FirstRow
  await page.close()
  return result
}

/** The answers that the two widgets get: ours what the broker once said, theirs the same keys in the shape it expects. */
const answersOf = async (broker: string): Promise<(url: URL) => Promise<Answer>> => {
  const from = (path: string) => ask(`${broker}/api/keydesk/v1${path}`)
  const { data: apiKeys } = JSON.parse((await from('/api-keys?limit=25')).body) as { data: { id: string }[] }
  const { data: permissions } = JSON.parse((await from('/permissions')).body) as { data: { slug: string }[] }
  const known = new Map<string, Answer>()
  return async ({ pathname, search, searchParams }) => {
    if (pathname === '/_widgets/ApiKeys/organization-api-keys') {
      const data = apiKeys.slice(0, Number(searchParams.get('limit')))
      return listed(data, data.at(-1)?.id)
    }
    if (pathname === '/_widgets/ApiKeys/permissions') {
      return listed(permissions.map(permission => ({ id: `perm_${permission.slug}`, ...permission })))
    }
    const path = `${pathname}${search}`
    const answer = known.get(path) ?? (await ask(`${broker}${path}`))
    known.set(path, answer)
    return answer
  }
}

const ask = async (url: string): Promise<Answer> => {
  const response = await fetch(url, { headers: { 'X-Test-Actor': 'racer', [clientHeader]: 'bench/1' } })
  if (!response.ok) throw new Error(`${url}: ${response.status} ${await response.text()}`)
  return { status: response.status, body: await response.text() }
}

const listed = (data: object[], after?: string): Answer => ({
  status: 200,
  body: JSON.stringify({ data, list_metadata: { before: null, after: after ?? null } }),
})

/** A token as the widget of WorkOS reads it: it looks at the claims and leaves the signature to the server. */
const token = (): string => {
  const claims = {
    permissions: ['widgets:api-keys:manage'],
    exp: Math.floor(Date.now() / 1_000) + 3_600,
  }
  return `e30.${btoa(JSON.stringify(claims))}.none`
}
