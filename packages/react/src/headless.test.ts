import { expect, it } from 'vitest'
import * as headless from './headless.ts'
import * as widget from './index.ts'

it('has every hook, the provider and the client that come with the widget, and they are the same', () => {
  const powers = Object.entries(widget).filter(([name]) => /^use[A-Z]|Client|Provider$/.test(name))
  expect(powers.length).toBeGreaterThan(10)
  expect(Object.entries(headless).sort()).toEqual(powers.sort())
})
