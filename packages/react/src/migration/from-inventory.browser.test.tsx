import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import type { ActorName } from '../testing/actor-name.ts'
import { mountCredentials } from '../testing/mount.tsx'
import {
  button,
  dialog,
  dialogTitle,
  expectDialog,
  pressEscape,
  rowNames,
  startDetails,
  startRevoke,
} from '../testing/steps.ts'
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

/** A key of this name that moves to an application, and ends in three days. */
const startPlan = async (as: ActorName, name: string) => {
  const { apiKeys, m2mApplications, migrations } = clientAs(as)
  const [known] = (await apiKeys.list({ search: name })).data
  const idempotent = () => ({ idempotencyKey: crypto.randomUUID() })
  const apiKey =
    known ??
    (await apiKeys.create({ name, permissions: ['posts:read'], expiresAt: inDays(90) }, idempotent())).apiKey
  const { application } = await m2mApplications.create(
    { name: 'Successor', scopes: ['posts:read'], replaces: apiKey.id },
    idempotent(),
  )
  await migrations.start({ apiKeyId: apiKey.id, applicationId: application.id, endsAt: inDays(3) })
  return { apiKey, application }
}
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const items = () => [...document.querySelectorAll('[role="menuitem"]')].map(({ textContent }) => textContent)
const marks = (name: string) =>
  [...document.querySelectorAll(`ul[aria-label="Worth a look: ${name}"] > li`)].map(mark =>
    mark.getAttribute('data-mark'),
  )

it('is marked below the row while it runs, and a reader sees the plan too', async () => {
  await startPlan('varied', 'Zapier')
  mountCredentials({ as: 'viewer' })
  await button('See the plan: Zapier').click()
  await expect.poll(dialogTitle).toContain('Under way')
  await expect.element(dialog().getByText('You can see this, but not change it.')).toBeVisible()
})

it('offers no rotation of a key that moves, and does not call its end a thing to look at', async () => {
  await startPlan('varied', 'Zapier')
  mountCredentials({ as: 'varied' })
  await button('Actions for Zapier').click()
  expect(items()).toEqual(['Details', 'Edit…', 'Move to an application…', 'Mark as reviewed', 'Revoke…'])
  await pressEscape()
  await expect.poll(() => marks('Zapier')).toContain('moving')
  expect(marks('Zapier')).not.toContain('expiring_week')
  await startDetails('Zapier')
  await expect.element(button('Move to an application…')).toBeVisible()
  await expect.element(dialog().getByRole('button', { name: 'Edit…' })).toBeVisible()
  expect(dialog().getByRole('button', { name: 'Rotate…' }).query()).toBeNull()
})

it('leaves the end of a key that moves to its plan, and says that revoking the key finishes the move', async () => {
  await startPlan('varied', 'Zapier')
  mountCredentials({ as: 'varied' })
  await expect.poll(() => marks('Zapier')).toContain('moving')
  await startRevoke('Zapier')
  await expectDialog('Revoke “Zapier”?')
  await expect.element(dialog().getByText(/This also finishes its move to “Successor”\./)).toBeVisible()
  expect(dialog().getByRole('button', { name: 'In 24 hours instead' }).query()).toBeNull()
  await pressEscape()
  await expectDialog(null)
  await button('Actions for Zapier').click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  await expectDialog('Edit “Zapier”')
  const expires = dialog().getByRole('group', { name: 'Expires' })
  await expect.element(expires.getByText(/20\d\d/)).toBeVisible()
  expect(expires.getByRole('radio').query()).toBeNull()
  await dialog().getByRole('textbox', { name: 'What it is for' }).fill('Until the move is done')
  await button('Save').click()
  await expectDialog(null)
})

const isAboutPlans = ({ url }: Request) => new URL(url).pathname.endsWith('/migrations')

it('asks for the plans of the keys on the page and of the one from the address, and never has the rows wait', async () => {
  const { apiKey } = await startPlan('varied', 'Zapier')
  const home = location.pathname + location.search
  history.replaceState(
    null,
    '',
    `?credentials-search=CI&credentials-open=api_key&credentials-id=${apiKey.id}`,
  )
  const held = Promise.withResolvers<void>()
  const { requests } = mountCredentials({
    as: 'varied',
    urlState: true,
    network: async (request, send) => {
      if (isAboutPlans(request)) await held.promise
      return send(request)
    },
  })
  await expect.poll(rowNames).toContain('CI deploy')
  await expect.poll(dialogTitle).toContain('Zapier')
  const [shown] = (await clientAs('varied').apiKeys.list({ search: 'CI deploy' })).data
  const asked = () => {
    const last = requests.filter(isAboutPlans).at(-1)
    return last && new URL(last.url).searchParams.getAll('apiKeyId')
  }
  await expect.poll(asked).toEqual([shown?.id, apiKey.id].sort())
  await expect.element(dialog().getByRole('button', { name: 'Rotate…' })).toBeVisible()
  held.resolve()
  await expect.poll(() => dialog().getByRole('button', { name: 'Rotate…' }).query()).toBeNull()
  history.replaceState(null, '', home)
})

it('asks for no plans where there is no key', async () => {
  const { requests } = mountCredentials({ as: 'admin' })
  await expect.poll(rowNames).toEqual(['Content sync'])
  expect(requests.filter(isAboutPlans)).toEqual([])
})

it('is not offered for a key that was replaced', async () => {
  const { apiKeys } = clientAs('varied')
  const [apiKey] = (await apiKeys.list({ search: 'Zapier' })).data
  await apiKeys.rotate(
    apiKey?.id ?? '',
    { name: 'Zapier 2', overlapSeconds: 3600 },
    { idempotencyKey: crypto.randomUUID() },
  )
  mountCredentials({ as: 'varied' })
  await button('Actions for Zapier', { exact: true }).click()
  expect(items()).toEqual(['Details', 'Edit…', 'Mark as reviewed', 'Revoke…'])
  await pressEscape()
  await startDetails('Zapier')
  await expect.element(dialog().getByRole('button', { name: 'Edit…' })).toBeVisible()
  expect(button('Move to an application…').query()).toBeNull()
})

it('is marked, and leads to its plan, also where the host has switched applications off meanwhile', async () => {
  await startPlan('admin', 'Old exporter')
  mountCredentials({ as: 'keysOnly' })
  await button('See the plan: Old exporter').click()
  await expect.poll(dialogTitle).toContain('Under way')
  await pressEscape()
  await button('Actions for Old exporter').click()
  expect(items()).toContain('Move to an application…')
})
