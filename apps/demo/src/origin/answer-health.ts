import type { Connect, Plugin } from 'vite'

const answer: Connect.NextHandleFunction = (request, response, next) => {
  if (request.url?.split('?')[0] !== '/healthz') return next()
  response.writeHead(200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' })
  response.end('{"status":"ok"}')
}

/** Vite plugin: `GET /healthz` answers 200 on the development server and on the preview of a build. */
export const answerHealth = (): Plugin => ({
  name: 'answer-health',
  configureServer: server => {
    server.middlewares.use(answer)
  },
  configurePreviewServer: server => {
    server.middlewares.use(answer)
  },
})
