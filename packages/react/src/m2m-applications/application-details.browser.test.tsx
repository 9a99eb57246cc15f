import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mountApplications } from '../testing/mount.tsx'
import { button, dialog, dialogTitle, expectDialog, pressEscape } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const facts = () =>
  Object.fromEntries(
    [...document.querySelectorAll('dialog [data-keydesk-part="fact"]')].map(fact => [
      fact.querySelector('dt')?.textContent ?? '',
      fact.querySelector('dd')?.textContent ?? '',
    ]),
  )
const startDetails = async (name = 'Content sync') => {
  await button(name, { exact: true }).click()
  await expect.poll(dialogTitle).toContain(name)
}

it('tell what is known of an application: the three answers, secrets, facts, scopes, request, activity', async () => {
  const { m2mApplications } = clientAs('admin')
  const [seeded] = (await m2mApplications.list()).data
  await m2mApplications.update(seeded?.id ?? '', { purpose: 'Intranet', scopes: ['posts:read'] })
  mountApplications()
  await startDetails()
  await expect.element(page.getByRole('heading', { name: 'Content sync Secret overdue' })).toBeVisible()
  await expect.poll(facts).toMatchObject({
    'Who owns it': expect.stringContaining('Nobody.'),
    'What it can do': 'Its tokens can read posts.',
    'How it ends': expect.stringContaining('With this button.'),
    Secret: expect.stringMatching(/^….+made.+Overdue$/),
    'Client id': expect.stringContaining('client_northwind_sync'),
    'What it is for': 'Intranet',
    'Review due': expect.stringContaining('Mark as reviewed'),
  })
  await expect.element(page.getByRole('heading', { name: '1 scope', exact: true })).toBeVisible()
  await expect.element(page.getByText(/Scopes: .*posts:read and posts:write.* → .*posts:read/)).toBeVisible()
  for (const name of ['curl', 'Node', 'Python']) await page.getByRole('tab', { name }).click()
  await page.getByRole('tab', { name: '.env' }).click()
  await button('Copy this').click()
  const lines = await navigator.clipboard.readText()
  expect(lines).toContain(
    'CLIENT_ID=client_northwind_sync\nCLIENT_SECRET=YOUR_CLIENT_SECRET\nTOKEN_URL=http://',
  )
})

it('are for readers too, without a button that would fail', async () => {
  const { m2mApplications } = clientAs('varied')
  await m2mApplications.create(
    { name: 'Reports', scopes: ['posts:read'] },
    { idempotencyKey: 'application-of-varied' },
  )
  mountApplications({ as: 'viewer' })
  await startDetails('Reports')
  await expect.element(dialog().getByText(/Anyone here who may change applications/)).toBeVisible()
  const names = [...document.querySelectorAll('dialog button')].map(
    ({ textContent, ariaLabel }) => ariaLabel ?? textContent,
  )
  for (const name of ['Delete…', 'Edit…', 'Secrets…', 'Mark as reviewed', 'Get a test token'])
    expect(names).not.toContain(name)
})

it('lead to the edit form, the secrets and the deletion, and are there again after them', async () => {
  mountApplications()
  await startDetails()
  await button('Edit…').click()
  await expectDialog('Edit “Content sync”')
  await pressEscape()
  await button('Secrets…').click()
  await expectDialog('Secrets of “Content sync”')
  await pressEscape()
  await expectDialog('Content sync Secret overdue')
  await button('Delete…').click()
  await expectDialog('Delete “Content sync”?')
  await button('Delete', { exact: true }).click()
  await expectDialog(null)
})

it('mark a review as done, which is then in the activity', async () => {
  mountApplications()
  await startDetails()
  await button('Mark as reviewed').click()
  await expect.element(dialog().getByText('Marked as reviewed.')).toBeVisible()
  await expect.poll(() => Object.keys(facts())).toContain('Last reviewed')
  await expect.element(dialog().getByText('Reviewed', { exact: true }).first()).toBeVisible()
})

it('say what was advised when it was made', async () => {
  const { application } = await clientAs('admin').m2mApplications.create(
    {
      name: 'Advised',
      scopes: ['posts:read'],
      choice: { caller: 'service', canDoOAuth: 'yes', tokenLifetime: 'any' },
    },
    { idempotencyKey: 'application-advised' },
  )
  mountApplications({ applicationId: application.id })
  await expect
    .poll(() => facts().Recommended)
    .toMatch(/^An OAuth application fits, because a service renews its tokens/)
})

it('of an application that is not there say so', async () => {
  mountApplications({ applicationId: 'conn_app_01AAAAAAAAAAAAAAAAAAAAAAAA' })
  await expectDialog('This application is not here')
})
