import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const sheets = globSync('**/*.css', { cwd: import.meta.dirname }).map(path => ({
  path,
  css: readFileSync(join(import.meta.dirname, path), 'utf8').replaceAll(/\/\*.*?\*\//gs, ''),
}))

it('knows no left and no right, so that the other writing direction needs no rule of its own', () => {
  expect(sheets.length).toBeGreaterThan(10)
  for (const { path, css } of sheets) {
    expect(
      css.match(
        /\b(left|right)\b|(^|[\s;{])(width|height|margin-(top|bottom)|padding-(top|bottom)|top|bottom):/g,
      ),
      path,
    ).toBe(null)
  }
})

it('takes every colour from a token: none is written into the rule of a part', () => {
  const written = sheets
    .filter(({ path }) => path.startsWith('styles/') && path !== 'styles/tokens.css')
    .flatMap(({ path, css }) =>
      [...css.matchAll(/#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(/gi)].map(([colour]) => `${path}: ${colour}`),
    )
  expect(written).toEqual([])
})
