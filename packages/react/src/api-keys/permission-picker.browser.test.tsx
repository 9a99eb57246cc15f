import { expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { button, expectDialog, startKey } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const search = () => page.getByRole('searchbox', { name: 'Search permissions' })
const group = (name: string) => page.getByRole('group', { name })
const madePermissions = async () => (await clientAs('admin').apiKeys.list()).data[0]?.permissions

it('groups by resource, with levels where the slugs allow it and checkboxes otherwise', async () => {
  mount()
  await startKey()
  await expect.element(group('Posts').getByRole('radio', { name: 'Write' })).toBeInTheDocument()
  await expect.element(group('Exports').getByRole('checkbox')).toBeVisible()
})

it('keeps a chosen permission in the request when the search hides it', async () => {
  mount()
  await startKey('Kept')
  await group('Posts').getByRole('radio', { name: 'Read' }).click()
  await search().fill('webhooks')
  await expect.element(group('Posts')).not.toBeInTheDocument()
  await expect.element(page.getByText('1 permission chosen')).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  expect(await madePermissions()).toEqual(['posts:read'])
})

it('selects what the search shows and nothing it hides', async () => {
  mount()
  await startKey('Matching')
  await search().fill('posts:')
  await button('Select 2 matching').click()
  await search().fill('')
  await expect.element(page.getByText('2 permissions chosen')).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  expect((await madePermissions())?.sort()).toEqual(['posts:read', 'posts:write'])
})

it('takes every character of a search for itself', async () => {
  mount()
  await startKey('Kept name')
  for (const text of ['(', '[', '*', '\\', '+?^$|']) {
    await search().fill(text)
    await expect.element(page.getByText(`No permission matches “${text}”.`)).toBeVisible()
  }
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Kept name')
})

it('clears the search on Esc before it closes the dialog', async () => {
  mount()
  await startKey()
  await search().fill('posts')
  await userEvent.keyboard('{Escape}')
  await expect.element(search()).toHaveValue('')
  await expectDialog('New key')
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
})

it('never creates the key on Enter in the search or on a choice', async () => {
  const { requests } = mount()
  await startKey()
  await search().fill('posts')
  await userEvent.keyboard('{Enter}')
  await group('Posts').getByRole('checkbox').first().click()
  await userEvent.keyboard('{Enter}')
  await expectDialog('New key')
  expect(requests.filter(request => request.method === 'POST')).toHaveLength(0)
})

it('shows what the actor lacks, disabled and with the reason', async () => {
  mount({ as: 'developer' })
  await startKey()
  await expect.element(group('Exports').getByRole('checkbox')).toBeDisabled()
  await expect.element(group('Exports').getByText('You don’t hold this permission')).toBeVisible()
  await button('All you hold').click()
  await expect.element(page.getByText('5 permissions chosen')).toBeVisible()
  await expect.element(group('Members').getByRole('radio', { name: 'Read' })).toBeDisabled()
})

it('says at the permissions that one was refused because the actor lacks it by now', async () => {
  mount({
    as: 'developer',
    network: async (request, send) => {
      if (!request.url.endsWith('/permissions')) return send(request)
      return Response.json(await clientAs('admin').permissions.list())
    },
  })
  await startKey('Too much')
  await group('Exports').getByRole('checkbox').click()
  await button('Create key').click()
  await expect.element(search()).toHaveAttribute('aria-invalid', 'true')
  expect(
    document.querySelector('[data-keydesk-part="picker"] [data-keydesk-part="field-error"]')?.textContent,
  ).toContain('exports:create')
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Too much')
})

it('says what cannot be loaded, and tries again', async () => {
  let broken = true
  mount({
    network: async (request, send) => {
      if (broken && request.url.endsWith('/permissions')) return new Response('<html>', { status: 502 })
      return send(request)
    },
  })
  await startKey('Patient')
  await expect.element(page.getByRole('alert').getByText(/could not be read/)).toBeVisible()
  broken = false
  await button('Try again').click()
  await expect.element(group('Posts')).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Patient')
})
