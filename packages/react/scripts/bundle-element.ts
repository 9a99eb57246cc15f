/**
 * Bundles the custom element for pages without a bundler: `dist/element.js` is complete by itself, React and every dialog
 * inside, and each language but English is a file beside it (`element.de.js`, …) that it asks for on demand.
 */
import { readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { build, type Plugin } from 'vite'

const root = join(import.meta.dirname, '..')
const languages = { german: 'element.de.js', japanese: 'element.ja.js', arabic: 'element.ar.js' }

const leaveLanguagesBeside: Plugin = {
  name: 'leave-languages-beside',
  resolveDynamicImport: specifier => {
    const [, language] = /\/messages\/(german|japanese|arabic)\b/.exec(String(specifier)) ?? []
    const file = Object.entries(languages).find(([name]) => name === language)?.[1]
    return file === undefined ? null : { id: `./${file}`, external: true }
  },
}

/** What is bundled asks for its licence to come along. */
const keepLicences: Plugin = {
  name: 'keep-licences',
  generateBundle(_, files) {
    const modules = Object.values(files).flatMap(file => (file.type === 'chunk' ? file.moduleIds : []))
    const folders = new Set(
      modules.flatMap(id => /^.*\/node_modules\/(@[^/]+\/)?[^/]+(?=\/)/.exec(id)?.[0] ?? []),
    )
    const licences = [...folders].map(
      folder => `${basename(folder)}\n\n${readFileSync(join(folder, 'LICENSE'), 'utf8')}`,
    )
    if (licences.length > 0)
      this.emitFile({ type: 'asset', fileName: 'element.licences.txt', source: licences.join('\n\n') })
  },
}

const bundle = (input: string, file: string) =>
  build({
    root,
    configFile: false,
    logLevel: 'warn',
    plugins: [leaveLanguagesBeside, keepLicences],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      target: 'es2023',
      emptyOutDir: false,
      outDir: 'dist',
      modulePreload: false,
      rolldownOptions: {
        input: join(root, input),
        preserveEntrySignatures: 'strict',
        output: { codeSplitting: false, entryFileNames: file },
        onLog: (level, log, report) => {
          if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
        },
      },
    },
  })

await bundle('src/element.ts', 'element.js')
for (const [name, file] of Object.entries(languages)) await bundle(`src/messages/${name}.ts`, file)
