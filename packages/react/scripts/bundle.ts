/**
 * Bundles this package for size-limit to weigh: what it adds to a host's own bundle. Counted is our code, minified; React is
 * the host's, and so is whatever its bundler puts around a part that loads on demand (preloading, wrappers), so that the
 * parts stand beside the rest here. There is everything and the first screen (what loads before a dialog opens) of each
 * widget, what is headless, and the stylesheet. The custom element is weighed as it is published, with React in it.
 */
import { copyFileSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { bundleAsHost } from './bundle-as-host.ts'

const root = join(import.meta.dirname, '..')
const dist = join(root, 'dist')
// Below `node_modules`, where neither git nor a publish looks.
const out = join(root, 'node_modules/.size')

/** What the modules of these folders ask for on demand, as exports. */
const listOnDemand = (...folders: string[]): string[] => {
  const parts = new Set(
    globSync(
      folders.map(folder => `${folder}/**/*.js`),
      { cwd: dist },
    ).flatMap(path =>
      [...readFileSync(join(dist, path), 'utf8').matchAll(/\bimport\("(\.[^"]+)"\)/g)].map(([, part = '']) =>
        join(dirname(path), part),
      ),
    ),
  )
  if (parts.size === 0) throw new Error('The build is not what this was written for.')
  return [...parts].map((part, at) => `export { default as part${at} } from '../../dist/${part}'`)
}

const keys = "export { KeydeskProvider, ApiKeys } from '../../dist/index.js'"
const applications = "export { KeydeskProvider, M2MApplications } from '../../dist/index.js'"
const credentials = "export { KeydeskProvider, Credentials } from '../../dist/index.js'"
const migration = "export { KeydeskProvider, KeyMigration } from '../../dist/index.js'"
const bundles = {
  all: [keys, ...listOnDemand('api-keys')],
  'first-screen': [keys],
  applications: [applications, ...listOnDemand('m2m-applications')],
  'applications-first-screen': [applications],
  credentials: [credentials, ...listOnDemand('inventory', 'api-keys', 'm2m-applications')],
  'credentials-first-screen': [credentials],
  migration: [migration, ...listOnDemand('migration')],
  'migration-first-screen': [migration],
  choosing: ["export { ChooseKind } from '../../dist/choosing/choose-kind.js'", ...listOnDemand('choosing')],
  headless: ["export * from '../../dist/headless.js'"],
}

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
for (const [name, entry] of Object.entries(bundles)) {
  const input = join(out, `${name}.entry.js`)
  writeFileSync(input, `${entry.join('\n')}\n`)
  await bundleAsHost({ input, file: join(out, `${name}.js`) })
}
// A host pays for the widgets that it shows.
const all = readFileSync(join(out, 'all.js'), 'utf8')
for (const [widget, words] of [
  ['M2MApplications', 'M2M applications'],
  ['Credentials', 'Loading credentials'],
  ['KeyMigration', 'Move to an application'],
] as const) {
  if (all.includes(words)) throw new Error(`Whoever imports <ApiKeys> alone gets <${widget}> with it.`)
}
copyFileSync(join(dist, 'styles.css'), join(out, 'styles.css'))
