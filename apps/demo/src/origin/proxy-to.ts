import { ServerResponse } from 'node:http'
import type { ProxyOptions } from 'vite'
import { securityHeaders } from './security-headers.ts'

/** Where a part of the dashboard's origin is really served: a port of this machine, and the prefix it does not know. */
export interface ProxyTarget {
  name: string
  port: string
  prefix?: string
}

/** Proxies to another process of the demo. While that one is down, the answer is 502 problem details that name it. */
export const proxyTo = ({ name, port, prefix = '' }: ProxyTarget): ProxyOptions => ({
  target: `http://localhost:${port}`,
  // The BFF finds its public origin by the Host header, so it has to be the browser's.
  changeOrigin: false,
  rewrite: path => path.slice(prefix.length),
  configure: proxy => {
    proxy.on('proxyRes', (_answer, _request, response) => {
      // What another process serves comes under its own policy, not under the dashboard's.
      for (const name of Object.keys(securityHeaders({ signOutOrigins: [] }))) response.removeHeader(name)
    })
    proxy.on('error', (_error, _request, response) => {
      if (!(response instanceof ServerResponse) || response.headersSent) return
      response.writeHead(502, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
      response.end(JSON.stringify(unreachable(name, port)))
    })
  },
})

const unreachable = (name: string, port: string) => ({
  type: 'about:blank',
  title: `The ${name} cannot be reached`,
  status: 502,
  detail: `Nothing answers on port ${port}. Is the ${name} running?`,
  code: 'proxy_target_unreachable',
})
