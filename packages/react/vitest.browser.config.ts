import { existsSync } from 'node:fs'
import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'

/** The browser that is named, else one that is installed, else Playwright's own. */
const executablePath = [process.env.KEYDESK_CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  path => path !== undefined && existsSync(path),
)

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['keydesk:source', 'module', 'browser', 'import', 'default'] },
  optimizeDeps: {
    include: [
      '@tanstack/react-query',
      '@testing-library/react',
      'axe-core',
      'react',
      'react-dom',
      'react-dom/client',
      'react-dom/server',
      'react/jsx-dev-runtime',
    ],
  },
  test: {
    name: 'browser',
    include: ['src/**/*.browser.test.tsx'],
    globalSetup: ['src/testing/start-broker.ts'],
    setupFiles: ['src/testing/browser-setup.ts'],
    // One broker and one local WorkOS serve all files, and each test puts them back to their seed.
    fileParallelism: false,
    testTimeout: 30_000,
    expect: { poll: { timeout: 6_000 } },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 1100, height: 800 },
      instances: [{ browser: 'chromium' }],
      provider: playwright({
        actionTimeout: 5_000,
        launchOptions: {
          ...(executablePath === undefined ? {} : { executablePath }),
          args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-quic',
            '--no-first-run',
            '--disable-background-networking',
            '--disable-component-update',
            '--disable-sync',
          ],
        },
        contextOptions: {
          permissions: ['clipboard-read', 'clipboard-write'],
          locale: 'en-GB',
          timezoneId: 'Europe/Berlin',
        },
      }),
    },
  },
})
