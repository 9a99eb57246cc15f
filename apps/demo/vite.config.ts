import { env } from 'node:process'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { answerHealth } from './src/origin/answer-health.ts'
import { holdFirstPaint } from './src/origin/hold-first-paint.ts'
import { proxyTo } from './src/origin/proxy-to.ts'
import { securityHeaders } from './src/origin/security-headers.ts'
import { servePlainPage } from './src/origin/serve-plain-page.ts'

const { DEMO_PORT = '5173', BFF_PORT = '3000', SAMPLE_API_PORT = '4020', WORKOS_EMULATOR_PORT = '4010' } = env

const bff = proxyTo({ name: 'BFF', port: BFF_PORT })

/** The dashboard's own origin: its pages, and behind it the BFF and the sample API. */
const origin = {
  port: Number(DEMO_PORT),
  strictPort: true,
  host: 'localhost',
  proxy: {
    '^/api/keydesk(/|\\?|$)': bff,
    '^/auth/': bff,
    '^/sample/': proxyTo({ name: 'sample API', port: SAMPLE_API_PORT, prefix: '/sample' }),
  },
}

export default defineConfig(({ command }) => ({
  plugins: [react(), answerHealth(), holdFirstPaint(), servePlainPage()],
  // Served from source, a change in the widget shows at once; built, the dashboard takes what is published.
  resolve: {
    conditions: [...(command === 'serve' ? ['keydesk:source'] : []), ...defaultClientConditions],
  },
  build: { target: 'es2023' },
  server: origin,
  preview: {
    ...origin,
    headers: securityHeaders({ signOutOrigins: [`http://localhost:${WORKOS_EMULATOR_PORT}`] }),
  },
}))
