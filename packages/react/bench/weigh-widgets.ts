/**
 * The bytes of Keydesk's `<ApiKeys>` beside those of the published `@workos-inc/widgets`: each widget with its provider,
 * all that an app needs that renders nothing else, bundled by Vite with the same settings. React is left out of both; all else that they need is inside
 * (react-query in both, Radix in theirs), with the stylesheets that their documentation asks for.
 */
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { type BundledPage, type BundleOptions, bundlePage } from './bundle-page.ts'
import type { Measure } from './measure.ts'

// Kibibytes, as the goals are stated; a kB is 1,000 bytes.
const goals = { all: 32 * 1.024, firstScreen: 22 * 1.024, style: 6 * 1.024 }
const formats = [
  { format: 'gzip', compress: (file: string | Uint8Array) => gzipSync(file, { level: 9 }) },
  { format: 'brotli', compress: brotliCompressSync },
]

/** Weighs both widgets. The goals are of Keydesk's own weight by gzip. */
export const weighWidgets = async (): Promise<Measure[]> => {
  const weigh = (entry: string, onDemand: BundleOptions['onDemand']) =>
    bundlePage({ entry, react: 'outside', onDemand })
  const all = await weigh('keydesk-widget.ts', 'inside')
  const firstScreen = await weigh('keydesk-widget.ts', 'outside')
  const theirs = await weigh('workos-widget.ts', 'inside')
  const parts = [
    { part: 'script, all of it', page: all, file: 'script', goal: goals.all },
    { part: 'script, first screen', page: firstScreen, file: 'script', goal: goals.firstScreen },
    { part: 'styles', page: all, file: 'style', goal: goals.style },
  ] as const
  return parts.flatMap(({ part, page, file, goal }) =>
    formats.map(({ format, compress }) => {
      const weightOf = (bundled: BundledPage) =>
        compress(bundled.files.get(bundled[file]) ?? '').byteLength / 1_000
      const value = weightOf(page)
      const their = weightOf(theirs)
      return {
        name: `${part}, ${format}`,
        unit: 'kB',
        value,
        beside: { value: their, ratio: value / their },
        ...(format === 'gzip' && { goal: { value: goal } }),
      }
    }),
  )
}
