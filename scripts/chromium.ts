import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chromium } from 'playwright'

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
]

/** The path of a Chromium or Chrome on this machine: `KEYDESK_CHROMIUM`, Playwright's own, or an installed one. Null without any. */
export const findChromium = (): string | null =>
  [process.env.KEYDESK_CHROMIUM, chromium.executablePath(), ...installed].find(
    path => path && existsSync(path),
  ) ?? null

/** How tests start the browser. The switches keep a headless Chromium of any distribution from calling out, and let root run it. */
export const chromiumLaunch = () => {
  const executablePath = findChromium()
  return {
    ...(executablePath === null ? {} : { executablePath }),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  }
}

/** Makes sure that there is a browser: finds one, lets Playwright install one, or asks `apt-get`. Says which. Throws when there is none in the end. */
export const ensureChromium = (): string => {
  const ways: [string, () => void][] = [
    ['found', () => {}],
    ['installed by Playwright', () => run('playwright', ['install', 'chromium'])],
    ['installed by apt-get', installByApt],
  ]
  for (const [way, attempt] of ways) {
    attempt()
    const path = findChromium()
    if (path !== null) {
      console.log(`Browser: ${path} (${way}).`)
      return path
    }
  }
  throw new Error(
    'The browser tests need Chromium or Chrome. Install one, or name it with KEYDESK_CHROMIUM=/path/to/it.',
  )
}

const installByApt = () => {
  if (!existsSync('/usr/bin/apt-get')) return
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    const [program = 'apt-get', ...args] = [...asRoot, 'apt-get', '-q', ...step]
    run(program, args)
  }
}

const run = (program: string, args: string[]) => {
  console.log(`No browser yet. Trying: ${program} ${args.join(' ')}`)
  spawnSync(program, args, { stdio: 'inherit', timeout: 300_000 })
}
