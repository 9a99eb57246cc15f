import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from './testing/mount.tsx'
import { button, expectDialog } from './testing/steps.ts'

it('creates, copies and revokes with the keyboard alone', async () => {
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
  await tabTo(() => document.activeElement?.getAttribute('aria-label') === 'Actions for By hand')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('menuitem', { name: 'Revoke' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expectDialog('Revoke “By hand”?')
  await userEvent.keyboard('{Tab}{Enter}')
  await expectDialog(null)
  await expect.element(page.getByText('“By hand” was revoked.')).toBeInTheDocument()
})
