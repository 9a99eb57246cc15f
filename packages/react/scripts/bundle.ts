/**
 * Bundles this package as a host's bundler would, React left out and react-query included, for size-limit to weigh:
 * everything, the first screen (what loads before a dialog opens), the hooks alone, and the stylesheet.
 */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Plugin } from 'vite'

const root = join(import.meta.dirname, '..')
// Below `node_modules`, where neither git nor a publish looks.
const out = join(root, 'node_modules/.size')

const widget = ['KeydeskProvider', 'ApiKeys']
const hooks = [
  'useAcknowledgeApiKey',
  'useApiKey',
  'useApiKeys',
  'useApiKeysSummary',
  'useBulkRevokeApiKeys',
  'useCreateApiKey',
  'usePermissions',
  'useRevokeApiKey',
  'useRotateApiKey',
  'useSession',
  'useTestApiKey',
  'useUpdateApiKey',
]
const leaveOnDemand: Plugin = {
  name: 'leave-on-demand',
  resolveDynamicImport: specifier =>
    typeof specifier === 'string' ? { id: specifier, external: true } : null,
}
const bundles = [
  { name: 'all', exports: widget, plugins: [] },
  { name: 'first-screen', exports: widget, plugins: [leaveOnDemand] },
  { name: 'hooks', exports: ['KeydeskProvider', ...hooks], plugins: [] },
]

rmSync(out, { recursive: true, force: true })
mkdirSync(out)
for (const { name, exports, plugins } of bundles) {
  const input = join(out, `${name}.entry.js`)
  writeFileSync(input, `export { ${exports.join(', ')} } from '../../dist/index.js'\n`)
  // Not vite's library mode, which leaves white space in.
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins,
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2023',
      emptyOutDir: false,
      outDir: out,
      modulePreload: false,
      rolldownOptions: {
        input,
        preserveEntrySignatures: 'strict',
        external: [/^react($|\/)/, /^react-dom($|\/)/],
        output: { codeSplitting: false, entryFileNames: `${name}.js` },
        onLog: (level, log, report) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
        },
      },
    },
  })
}
copyFileSync(join(root, 'dist/styles.css'), join(out, 'styles.css'))
