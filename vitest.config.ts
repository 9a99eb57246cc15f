import { defineConfig } from 'vitest/config'

// Vite and Node add `import`, `require` and `default` themselves, by how a package is asked for. Said here, they would
// reach Node's own resolution, and a CommonJS package would be given ES modules by its `require`.
const conditions = ['keydesk:source', 'node']

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
          // Left alone, Vitest keeps a core for itself: of two, that is half.
          maxWorkers: '100%',
          testTimeout: 20_000,
          retry: process.env.CI ? 1 : 0,
          // An embedded database takes seconds to make.
          hookTimeout: 60_000,
        },
      },
      './packages/react/vitest.browser.config.ts',
      './packages/react/vitest.react-18.config.ts',
    ],
  },
})
