import react from '@vitejs/plugin-react'
import { playwright } from '@vitest/browser-playwright'
import { defineConfig } from 'vitest/config'
import { chromiumLaunch } from '../../scripts/chromium.ts'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  resolve: { conditions: ['keydesk:source', 'module', 'browser', 'import', 'default'] },
  optimizeDeps: {
    include: [
      '@tanstack/react-query',
      '@testing-library/react',
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
    exclude: ['src/react-18.browser.test.tsx'],
    globalSetup: ['src/testing/start-broker.ts'],
    setupFiles: ['src/testing/browser-setup.ts'],
    // One broker and one local WorkOS serve all files, and each test puts them back to their seed.
    fileParallelism: false,
    testTimeout: 30_000,
    retry: process.env.CI ? 1 : 0,
    expect: { poll: { timeout: 6_000 } },
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      viewport: { width: 1100, height: 800 },
      instances: [{ browser: 'chromium' }],
      provider: playwright({
        actionTimeout: 5_000,
        launchOptions: chromiumLaunch(),
        contextOptions: {
          permissions: ['clipboard-read', 'clipboard-write'],
          locale: 'en-GB',
          timezoneId: 'Europe/Berlin',
        },
      }),
    },
  },
})
