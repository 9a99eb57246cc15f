import { env } from 'node:process'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, defineConfig } from 'vite'
import { answerHealth } from './src/origin/answer-health.ts'
import { holdFirstPaint } from './src/origin/hold-first-paint.ts'
import { proxyTo } from './src/origin/proxy-to.ts'
import { securityHeaders } from './src/origin/security-headers.ts'
import { servePlainPage } from './src/origin/serve-plain-page.ts'

const { DEMO_PORT = '5173', BFF_PORT = '3000', SAMPLE_API_PORT = '4020', WORKOS_EMULATOR_PORT = '4010' } = env
const workos = `http://localhost:${WORKOS_EMULATOR_PORT}`
const tokenUrl = env.KEYDESK_TOKEN_URL || `${workos}/oauth2/token`

const bff = proxyTo({ name: 'BFF', url: `http://localhost:${BFF_PORT}` })

/** The dashboard's own origin: its pages, and behind it the BFF, the sample API and the issuer of tokens. */
const origin = {
  port: Number(DEMO_PORT),
  strictPort: true,
  host: 'localhost',
  proxy: {
    '^/api/keydesk(/|\\?|$)': bff,
    '^/auth/': bff,
    '^/sample/': proxyTo({
      name: 'sample API',
      url: `http://localhost:${SAMPLE_API_PORT}`,
      prefix: '/sample',
    }),
    // A service asks the issuer itself; this page may call nothing but its own origin.
    '^/oauth2/token$': {
      ...proxyTo({ name: 'issuer of tokens', url: tokenUrl, changeOrigin: true }),
      ignorePath: true,
    },
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
    headers: securityHeaders({ signOutOrigins: [workos] }),
  },
}))
