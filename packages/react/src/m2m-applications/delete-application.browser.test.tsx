import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mountApplications } from '../testing/mount.tsx'
import { button, expectDialog, expectState, startAction } from '../testing/steps.ts'

it('says what stops and what lives on, asks once, and is done', async () => {
  const deleted: string[] = []
  mountApplications({ onDeleted: ({ name }) => deleted.push(name) })
  await startAction('Content sync', 'Delete…', 'Delete “Content sync”?')
  await expect.element(page.getByText(/Elsewhere they live until they expire/)).toBeVisible()
  await expect.element(button('Cancel')).toHaveFocus()
  await button('Delete').click()
  await expectDialog(null)
  await expect.element(page.getByText('“Content sync” was deleted.')).toBeInTheDocument()
  await expectState('empty')
  expect(deleted).toEqual(['Content sync'])
  await expect.element(page.getByRole('heading', { name: 'M2M applications' })).toHaveFocus()
})
