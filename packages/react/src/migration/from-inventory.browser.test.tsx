import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mountCredentials } from '../testing/mount.tsx'
import { button, dialog, dialogTitle, expectDialog, pressEscape } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const title = 'Move “Zapier” to an application'

it('opens from the menu of a key’s row and from its details, and a key that is over has neither', async () => {
  mountCredentials({ as: 'varied' })
  await button('Actions for Zapier').click()
  await page.getByRole('menuitem', { name: 'Move to an application…' }).click()
  await expectDialog(title)
  await pressEscape()
  await expectDialog(null)
  await expect.element(button('Actions for Zapier')).toHaveFocus()
  await button('Zapier', { exact: true }).click()
  await expect.poll(dialogTitle).toContain('Zapier')
  await button('Move to an application…').click()
  await expectDialog(title)
  await pressEscape()
  await expect.poll(dialogTitle).toBe('Zapier Active')
  await pressEscape()
  await expectDialog(null)
  await button('Actions for Prototype').click()
  expect(page.getByRole('menuitem', { name: 'Move to an application…' }).query()).toBeNull()
})

it('is marked below the row while it runs, and a reader sees the plan too', async () => {
  const { apiKeys, m2mApplications, migrations } = clientAs('varied')
  const [apiKey] = (await apiKeys.list({ search: 'Zapier' })).data
  const { application } = await m2mApplications.create(
    { name: 'Zapier', scopes: ['posts:read'], replaces: apiKey?.id ?? '' },
    { idempotencyKey: crypto.randomUUID() },
  )
  await migrations.start({
    apiKeyId: apiKey?.id ?? '',
    applicationId: application.id,
    endsAt: new Date(Date.now() + 86_400_000).toISOString(),
  })
  mountCredentials({ as: 'viewer' })
  await button('See the plan: Zapier').click()
  await expect.poll(dialogTitle).toContain('Under way')
  await expect.element(dialog().getByText('You can see this, but not change it.')).toBeVisible()
})
