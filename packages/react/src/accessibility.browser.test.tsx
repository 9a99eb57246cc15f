import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from './testing/mount.tsx'
import { button, expectDialog } from './testing/steps.ts'

it('creates, copies, rotates, stops and revokes with the keyboard alone', async () => {
  const tabTo = async (found: () => boolean) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (found()) return
      await userEvent.keyboard('{Tab}')
    }
    throw new Error('The keyboard does not get there.')
  }
  const focused = (text: string) => () => document.activeElement?.textContent === text
  mount({ as: 'globex' })
  await expect.element(button('New key')).toBeVisible()
  await tabTo(focused('New key'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('New key')
  await userEvent.keyboard('By hand')
  await tabTo(focused('Read only'))
  await userEvent.keyboard(' ')
  await tabTo(focused('Create key'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('Your new key')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('The key was copied.')).toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
  await expect.element(button('New key')).toHaveFocus()
  const named = (name: string) => () => document.activeElement?.getAttribute('aria-label') === name
  await tabTo(named('Actions for By hand'))
  await userEvent.keyboard('{Enter}{ArrowDown}{ArrowDown}')
  await expect.element(page.getByRole('menuitem', { name: 'Rotate…' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expectDialog('Rotate “By hand”')
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(page.getByRole('radio', { name: '1 hour' })).toBeChecked()
  await tabTo(named('Change name, expiry or permissions'))
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await userEvent.keyboard(' again')
  await tabTo(focused('Rotate key'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('Your new key')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('The key was copied.')).toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
  await expect.element(button('Actions for By hand', { exact: true })).toHaveFocus()
  await tabTo(named('Stop now: By hand'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('Revoke “By hand”?')
  await userEvent.keyboard('{Tab}{Enter}')
  await expectDialog(null)
  await expect.element(page.getByText('“By hand” was revoked.')).toBeInTheDocument()
  await tabTo(named('Actions for By hand again'))
  await userEvent.keyboard('{Enter}{ArrowUp}')
  await expect.element(page.getByRole('menuitem', { name: 'Revoke…' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expectDialog('Revoke “By hand again”?')
  await userEvent.keyboard('{Tab}{Tab}')
  expect(document.activeElement?.textContent).toBe('Revoke')
  await userEvent.keyboard('{Enter}')
  await expectDialog(null)
  await expect.element(page.getByText('“By hand again” was revoked.')).toBeInTheDocument()
})
