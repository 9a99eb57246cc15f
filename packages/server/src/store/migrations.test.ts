import { expect, it } from 'vitest'
import { readMigrations } from '../../migrations/embed.ts'
import { migrations } from './migrations.ts'

it('carries every migration as the files in migrations/ have them, numbered from 1', () => {
  expect(migrations).toEqual(readMigrations())
  expect(migrations.map(({ version }) => version)).toEqual(migrations.map((_, index) => index + 1))
})
