/**
 * The bytes of Keydesk's `<ApiKeys>` beside those of the published `@workos-inc/widgets`: what an app that renders only the
 * widget is given, bundled with the same settings, which are those of `pnpm size`. React is left out of both; all else that
 * they need is inside (theirs brings react-query and Radix), with the stylesheets that their documentation asks for. Theirs
 * loads no part on demand, so all of it stands beside our first screen too.
 */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { bundleAsHost } from '../scripts/bundle-as-host.ts'
import { bundlePage } from './bundle-page.ts'
import type { Measure } from './measure.ts'

// Kibibytes, as the goals are stated; a kB is 1,000 bytes.
const goals = { all: 32 * 1.024, firstScreen: 22 * 1.024, headless: 13 * 1.024, style: 6 * 1.024 }
const formats = [
  { format: 'gzip', compress: (file: string | Uint8Array) => gzipSync(file, { level: 9 }) },
  { format: 'brotli', compress: brotliCompressSync },
]
const bundled = join(import.meta.dirname, '../node_modules/.size')

/** Weighs both widgets. The goals are of Keydesk's own weight by gzip. */
export const weighWidgets = async (): Promise<Measure[]> => {
  await import('../scripts/bundle.ts')
  const ours = (name: string) => readFileSync(join(bundled, name))
  const file = join(bundled, 'workos.js')
  await bundleAsHost({ input: join(import.meta.dirname, 'pages/workos-widget.ts'), file })
  const theirScript = readFileSync(file)
  const { files, style } = await bundlePage('workos-page.tsx')
  const theirStyle = files.get(style) ?? ''
  const parts = [
    { part: 'script, all of it', our: ours('all.js'), their: theirScript, goal: goals.all },
    {
      part: 'script, first screen',
      our: ours('first-screen.js'),
      their: theirScript,
      goal: goals.firstScreen,
    },
    { part: 'script, headless', our: ours('headless.js'), their: theirScript, goal: goals.headless },
    { part: 'styles', our: ours('styles.css'), their: theirStyle, goal: goals.style },
  ]
  return parts.flatMap(({ part, our, their, goal }) =>
    formats.map(({ format, compress }) => {
      const [value = 0, beside = 0] = [our, their].map(content => compress(content).byteLength / 1_000)
      return {
        name: `${part}, ${format}`,
        unit: 'kB',
        value,
        beside: { value: beside, ratio: value / beside },
        ...(format === 'gzip' && { goal: { value: goal } }),
      }
    }),
  )
}
