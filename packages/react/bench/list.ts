/**
 * The list of an organization of 10,000 keys beside one of 100, in Chromium, in turn, on a production build of the widget and
 * the real broker: time until the first rows are painted, elements on the page, and the slowest keystroke in the search.
 * Run it with `node --conditions keydesk:source packages/react/bench/list.ts`; it fails where a goal is missed.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { defaultSeed } from '@keydesk/workos-emulator'
import react from '@vitejs/plugin-react'
import { chromium } from 'playwright'
import { build } from 'vite'
import { chromiumLaunch } from '../../../scripts/chromium.ts'
import { adminOf, startBroker } from '../src/testing/start-broker.ts'

const rounds = 9
const small = { id: 'org_small', name: 'Small', count: 100 }
const large = { id: 'org_large', name: 'Large', count: 10_000 }
const goals = { paint: 1.5, elements: 900, keystroke: 25 }

const { url: broker, close } = await startBroker({
  actors: { small: adminOf(small), large: adminOf(large) },
  seed: {
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
  },
})

const built = await build({
  root: import.meta.dirname,
  configFile: false,
  logLevel: 'warn',
  plugins: [react()],
  resolve: { conditions: ['keydesk:source'] },
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { write: false, rolldownOptions: { input: `${import.meta.dirname}/page.tsx` }, cssCodeSplit: false },
})
const files = new Map(
  [built]
    .flat()
    .flatMap(result =>
      'output' in result
        ? result.output.map(file => [`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source])
        : [],
    ),
)
const names = [...files.keys()]
const script = names.find(name => /\/page-.*\.js$/.test(name))
const style = names.find(name => name.endsWith('.css'))
const html = `<!doctype html><link rel="stylesheet" href="${style}"><script type="module" src="${script}"></script>`
const server = createServer((request, response) => {
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  const file = files.get(pathname)
  const type = pathname.endsWith('.js')
    ? 'text/javascript'
    : pathname.endsWith('.css')
      ? 'text/css'
      : 'text/html'
  response.writeHead(200, { 'Content-Type': type }).end(file ?? html)
})
await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
const { port } = server.address() as AddressInfo

/** Once through: a fresh page, until its rows are painted; then a search, typed. */
const visit = async (actor: 'small' | 'large') => {
  const page = await browser.newPage()
  await page.goto(`http://localhost:${port}/?actor=${actor}&broker=${broker}/api/keydesk/v1`)
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

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const browser = await chromium.launch(chromiumLaunch())
try {
  // The first visit reads all keys from WorkOS.
  await visit('small')
  await visit('large')
  const measured = { small: [], large: [] } as Record<'small' | 'large', Awaited<ReturnType<typeof visit>>[]>
  for (let round = 0; round < rounds; round += 1) {
    for (const actor of ['small', 'large'] as const) measured[actor].push(await visit(actor))
  }
  const paint = median(measured.large.map(({ paint }, round) => paint / (measured.small[round]?.paint ?? 0)))
  const elements = Math.max(...measured.large.map(large => large.elements))
  const keystroke = median(measured.large.map(large => large.keystroke))
  console.log(`10,000 keys beside 100, ${rounds} rounds in turn`)
  console.log(`first rows painted   ${paint.toFixed(2)} ×   (goal ≤ ${goals.paint} ×)`)
  console.log(
    `                     ${median(measured.large.map(({ paint }) => paint)).toFixed(0)} ms beside ${median(measured.small.map(({ paint }) => paint)).toFixed(0)} ms`,
  )
  console.log(`elements             ${elements}      (goal ≤ ${goals.elements})`)
  console.log(
    `worst keystroke      ${keystroke.toFixed(1)} ms  (goal ≤ ${goals.keystroke} ms; median of the rounds)`,
  )
  if (paint > goals.paint || elements > goals.elements || keystroke > goals.keystroke) process.exitCode = 1
} finally {
  await browser.close()
  server.close()
  await close()
}
