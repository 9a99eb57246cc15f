import { version } from 'react'
import { version as domVersion } from 'react-dom'
import { expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { mount } from './testing/mount.tsx'
import {
  button,
  expectDialog,
  expectRows,
  makeKey,
  pressEscape,
  readSecret,
  startRevoke,
} from './testing/steps.ts'

it('is React 18 that these tests run under', () => {
  expect([version, domVersion]).toEqual(['18.3.1', '18.3.1'])
})

it('lists, creates, copies and revokes in StrictMode, without a complaint of React’s', async () => {
  const complaints = vi.spyOn(console, 'error')
  const { unmount } = mount({ as: 'admin' })
  await makeKey('Eighteen')
  expect(await readSecret()).toMatch(/^sk_/)
  await pressEscape()
  await expectDialog('You won’t see this key again')
  await button('Go back').click()
  await expect.element(button('Copy key')).toHaveFocus()
  await button('Copy key').click()
  await expect.element(page.getByText('Copied').first()).toBeVisible()
  await button('Done').click()
  await expectDialog(null)
  await expect.element(button('New key')).toHaveFocus()
  await expectRows(['Eighteen'])
  await startRevoke('Eighteen')
  await expect.element(button('Cancel')).toHaveFocus()
  await button('Revoke').click()
  await expectDialog(null)
  await expect.element(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible()
  unmount()
  expect(complaints).not.toHaveBeenCalled()
})
