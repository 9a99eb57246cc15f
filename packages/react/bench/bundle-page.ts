import { join } from 'node:path'
import { build } from 'vite'

/** A page as a host's bundler makes it: its files by name, and those that the page begins with. */
export interface BundledPage {
  files: Map<string, string | Uint8Array>
  script: string
  /** What the script imports before it runs. */
  preload: string[]
  style: string
}

/** Bundles a page of `pages` for production, any page with the same settings; every package as it is published, ours included. */
export const bundlePage = async (entry: string): Promise<BundledPage> => {
  const built = await build({
    root: import.meta.dirname,
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      target: 'es2023',
      cssTarget: 'esnext',
      cssCodeSplit: false,
      modulePreload: false,
      rolldownOptions: { input: join(import.meta.dirname, 'pages', entry) },
    },
  })
  const outputs = [built].flat().flatMap(result => ('output' in result ? result.output : []))
  const files = new Map(outputs.map(file => [file.fileName, file.type === 'chunk' ? file.code : file.source]))
  const script = outputs.find(file => file.type === 'chunk' && file.isEntry)?.fileName
  const importsOf = (name: string): string[] =>
    outputs.flatMap(file =>
      file.type === 'chunk' && file.fileName === name
        ? [...file.imports, ...file.imports.flatMap(importsOf)]
        : [],
    )
  const style = outputs.find(({ fileName }) => fileName.endsWith('.css'))?.fileName
  if (!script || !style) throw new Error(`${entry} was bundled without a script or without a stylesheet.`)
  return { files, script, preload: [...new Set(importsOf(script))], style }
}
