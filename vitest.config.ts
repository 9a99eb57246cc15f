import { defineConfig } from 'vitest/config'

const conditions = ['keydesk:source', 'module', 'node', 'import', 'default']

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { conditions },
        ssr: { resolve: { conditions, externalConditions: conditions } },
        test: {
          name: 'node',
          include: ['{packages,apps}/*/src/**/*.test.{ts,tsx}', 'scripts/**/*.test.ts'],
          exclude: ['**/*.browser.test.tsx', '**/node_modules/**', '**/dist/**'],
          environment: 'node',
          testTimeout: 20_000,
        },
      },
      './packages/react/vitest.browser.config.ts',
    ],
  },
})
