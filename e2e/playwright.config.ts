import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from '../scripts/chromium.ts'
import { ports, url } from './stack.ts'

// Set for the workers too, which read this file again and must not make another folder.
process.env.E2E_STATE ??= mkdtempSync(join(tmpdir(), 'keydesk-e2e-'))

export default defineConfig({
  testDir: 'stories',
  // The stories share one local WorkOS, and some of them spoil its answers.
  workers: 1,
  // A story that needs its second try is named at the end; on a busy machine it is no reason to refuse the rest.
  retries: process.env.CI ? 1 : 0,
  // Patience for a machine that does other things as well; nothing here is a measurement.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  reporter: [['list'], ['json', { outputFile: '../.reports/playwright.json' }]],
  use: {
    baseURL: url.demo,
    actionTimeout: 15_000,
    trace: 'retain-on-first-failure',
    launchOptions: chromiumLaunch(),
  },
  webServer: {
    command: `node ../scripts/demo.ts --state ${process.env.E2E_STATE}`,
    // Said once every part answers; the dashboard alone would be there long before.
    wait: { stdout: /Keydesk demo ready/ },
    env: Object.fromEntries(Object.entries(ports).map(([name, port]) => [name, String(port)])),
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 10_000 },
    stdout: 'pipe',
  },
})
