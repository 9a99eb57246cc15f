import { defineConfig } from '@playwright/test'
import { chromiumLaunch } from '../../scripts/chromium.ts'

export default defineConfig({
  testDir: 'tests',
  fullyParallel: true,
  workers: 2,
  retries: process.env.CI ? 1 : 0,
  forbidOnly: true,
  reporter: [['dot'], ['json', { outputFile: '../../.reports/workshop.json' }]],
  use: { launchOptions: chromiumLaunch() },
})
