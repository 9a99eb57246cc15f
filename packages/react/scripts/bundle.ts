/**
 * Bundles this package for size-limit to weigh: what it adds to a host's own bundle. Counted are our code and react-query's,
 * minified; React is the host's, and so is whatever its bundler puts around a part that loads on demand (preloading,
 * wrappers), so that the parts stand beside the rest here. There is everything, the first screen (what loads before a dialog
 * opens), what is headless, and the stylesheet. The custom element is weighed as it is published, with React in it.
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { build, type Plugin } from 'rolldown'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
// Below `node_modules`, where neither git nor a publish looks.
const out = join(root, 'node_modules/.size')

// The element stands for itself: what it asks for on demand is not the widget's.
const onDemand = new Set(
  globSync('**/*.js', { cwd: dist, exclude: ['element*.js'] }).flatMap(path =>
    [...readFileSync(join(dist, path), 'utf8').matchAll(/\bimport\("(\.[^"]+)"\)/g)].map(([, part = '']) =>
      join(dirname(path), part),
    ),
  ),
)
if (onDemand.size === 0) throw new Error('The build is not what this was written for.')

const widget = "export { KeydeskProvider, ApiKeys } from '../../dist/index.js'"
const bundles = {
  all: [
    widget,
    ...[...onDemand].map((part, at) => `export { default as part${at} } from '../../dist/${part}'`),
  ],
  'first-screen': [widget],
  headless: ["export * from '../../dist/headless.js'"],
}
const leaveOnDemand: Plugin = {
  name: 'leave-on-demand',
  resolveDynamicImport: specifier =>
    typeof specifier === 'string' ? { id: specifier, external: true } : null,
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
for (const [name, entry] of Object.entries(bundles)) {
  const input = join(out, `${name}.entry.js`)
  writeFileSync(input, `${entry.join('\n')}\n`)
  await build({
    input,
    plugins: [leaveOnDemand],
    platform: 'browser',
    external: [/^react($|\/)/, /^react-dom($|\/)/],
    transform: { target: 'es2023', define: { 'process.env.NODE_ENV': '"production"' } },
    output: { file: join(out, `${name}.js`), minify: true },
    onLog: (level, log, report) => {
      if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
    },
  })
}
copyFileSync(join(dist, 'styles.css'), join(out, 'styles.css'))
