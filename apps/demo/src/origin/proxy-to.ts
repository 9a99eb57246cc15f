import { ServerResponse } from 'node:http'
import type { ProxyOptions } from 'vite'
import { securityHeaders } from './security-headers.ts'

/** Where a part of the dashboard's origin is really served, and the prefix that is not known there. */
export interface ProxyTarget {
  name: string
  url: string
  prefix?: string
  /** True where the other side has to be called by its own name. Else it hears the browser's, by which the BFF finds its public origin. */
  changeOrigin?: boolean
}

/** Proxies to another process. While that one is down, the answer is 502 problem details that name it. */
export const proxyTo = ({ name, url, prefix = '', changeOrigin = false }: ProxyTarget): ProxyOptions => ({
  target: url,
  changeOrigin,
  rewrite: path => path.slice(prefix.length),
  configure: proxy => {
    proxy.on('proxyRes', (_answer, _request, response) => {
      // What another process serves comes under its own policy, not under the dashboard's.
      for (const name of Object.keys(securityHeaders({ signOutOrigins: [] }))) response.removeHeader(name)
    })
    proxy.on('error', (_error, _request, response) => {
      if (!(response instanceof ServerResponse) || response.headersSent) return
      response.writeHead(502, { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' })
      response.end(JSON.stringify(unreachable(name, url)))
    })
  },
})

const unreachable = (name: string, url: string) => ({
  type: 'about:blank',
  title: `The ${name} cannot be reached`,
  status: 502,
  detail: `${url} does not answer. Is the ${name} running?`,
  code: 'proxy_target_unreachable',
})
