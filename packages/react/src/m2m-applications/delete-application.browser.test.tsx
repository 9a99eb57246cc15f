import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mountApplications } from '../testing/mount.tsx'
import { button, dialog, expectDialog, expectState, startAction } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

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

it.each([
  ['its former end', 200, /goes on and ends on /],
  ['no end', null, /goes on without an end, as before\./],
] as const)('says that it cancels a move that runs, and that the key then has %s', async (_, days, end) => {
  const { apiKeys, m2mApplications, migrations } = clientAs('admin')
  const inDays = (count: number) => new Date(Date.now() + count * 86_400_000).toISOString()
  const idempotent = () => ({ idempotencyKey: crypto.randomUUID() })
  const { apiKey } = await apiKeys.create(
    { name: 'Old exporter', permissions: ['posts:read'], expiresAt: days === null ? null : inDays(days) },
    idempotent(),
  )
  const { application } = await m2mApplications.create(
    { name: 'Exporter', scopes: ['posts:read'], replaces: apiKey.id },
    idempotent(),
  )
  await migrations.start({ apiKeyId: apiKey.id, applicationId: application.id, endsAt: inDays(10) })
  mountApplications()
  await startAction('Exporter', 'Delete…', 'Delete “Exporter”?')
  await expect
    .element(
      dialog().getByText(
        /^The key “Old exporter” is being moved to this application\. Deleting it cancels that/,
      ),
    )
    .toBeVisible()
  await expect.element(dialog().getByText(end)).toBeVisible()
  await dialog().getByRole('button', { name: 'Delete' }).click()
  await expectDialog(null)
  expect((await apiKeys.get(apiKey.id)).expiresAt).toBe(apiKey.expiresAt)
})
