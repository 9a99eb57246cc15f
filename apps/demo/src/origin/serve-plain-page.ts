import { readFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Connect, Plugin } from 'vite'

const page = join(import.meta.dirname, '../plain')
const widget = dirname(fileURLToPath(import.meta.resolve('@keydesk/react/styles.css')))

/** What the browser is given, untouched by the bundler: the page's own files, and the widget's as they are published. */
const files: Readonly<Record<string, string>> = {
  'plain.html': join(page, 'plain.html'),
  'plain.js': join(page, 'plain.js'),
  'plain.css': join(page, 'plain.css'),
  ...Object.fromEntries(
    [
      'element.js',
      'element.de.js',
      'element.ja.js',
      'element.ar.js',
      'element.licences.txt',
      'styles.css',
    ].map(name => [`keydesk/${name}`, join(widget, name)]),
  ),
}
const types: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
  txt: 'text/plain',
}

const answer: Connect.NextHandleFunction = (request, response, next) => {
  const file = files[request.url?.split('?')[0]?.slice(1) ?? '']
  if (file === undefined) return next()
  const type = types[basename(file).split('.').at(-1) ?? '']
  response.writeHead(200, { 'Content-Type': `${type};charset=utf-8`, 'Cache-Control': 'no-store' })
  response.end(readFileSync(file))
}

/** Vite plugin: `/plain.html` and the files it names, on the development server and in a build. */
export const servePlainPage = (): Plugin => ({
  name: 'serve-plain-page',
  configureServer: server => {
    server.middlewares.use(answer)
  },
  generateBundle() {
    for (const [fileName, file] of Object.entries(files))
      this.emitFile({ type: 'asset', fileName, source: readFileSync(file) })
  },
})
