import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { brotliCompressSync } from 'node:zlib'
import type { BundledPage } from './bundle-page.ts'

/** An answer to a request that is not for a file of a page. */
export interface Answer {
  status: number
  body: string
}

/** Serves each page below its name, compressed by brotli like every answer; `answer` gives the rest. */
export const servePages = async (
  pages: Record<string, BundledPage>,
  answer: (url: URL) => Promise<Answer>,
): Promise<{ url: string; close: () => void }> => {
  const files = new Map<string, { type: string; body: Uint8Array }>()
  for (const [name, { files: bundled, script, preload, style }] of Object.entries(pages)) {
    const html = [
      '<!doctype html><link rel="icon" href="data:,">',
      `<link rel="stylesheet" href="/${name}/${style}">`,
      ...preload.map(path => `<link rel="modulepreload" href="/${name}/${path}">`),
      `<script type="module" src="/${name}/${script}"></script><body>`,
    ].join('')
    files.set(`/${name}/`, { type: 'text/html', body: brotliCompressSync(html) })
    for (const [path, content] of bundled) {
      const type = path.endsWith('.css') ? 'text/css' : 'text/javascript'
      files.set(`/${name}/${path}`, { type, body: brotliCompressSync(content) })
    }
  }
  const server = createServer(async (request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const file = files.get(url.pathname)
    const { status, body } = file ? { status: 200, body: '' } : await answer(url)
    response
      .writeHead(status, {
        'Content-Type': file?.type ?? 'application/json',
        'Content-Encoding': 'br',
        'Cache-Control': 'no-store',
      })
      .end(file?.body ?? brotliCompressSync(body))
  })
  await new Promise<void>(resolve => server.listen(0, 'localhost', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://localhost:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
