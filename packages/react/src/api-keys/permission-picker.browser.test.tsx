import { render } from '@testing-library/react'
import { StrictMode, useState } from 'react'
import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { KeydeskProvider } from '../hooks/keydesk-provider.tsx'
import { english } from '../messages/english.ts'
import { mount } from '../testing/mount.tsx'
import { button, expectDialog, startKey } from '../testing/steps.ts'
import { baseUrl, clientAs } from '../testing/world.ts'
import { PermissionPicker, type PermissionPickerProps } from './permission-picker.tsx'

const search = () => page.getByRole('searchbox', { name: 'Search permissions' })
const group = (name: string) => page.getByRole('group', { name })
const madePermissions = async () => (await clientAs('admin').apiKeys.list()).data[0]?.permissions

it('groups by resource, with levels where the slugs allow it and checkboxes otherwise', async () => {
  mount()
  await startKey()
  await expect.element(group('Posts').getByRole('radio', { name: 'Write' })).toBeInTheDocument()
  await expect.element(group('Exports').getByRole('checkbox')).toBeVisible()
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

it('opens single permissions where a level does not fit, and keeps the choice', async () => {
  mount()
  await startKey('Blind writer')
  await group('Posts').getByRole('radio', { name: 'Write' }).click()
  await button('One by one').click()
  await group('Posts')
    .getByRole('checkbox', { name: /^posts:read/ })
    .click()
  await button('By resource').click()
  await expect.element(group('Posts').getByRole('checkbox', { name: /^posts:write/ })).toBeChecked()
  await expect.element(page.getByText('1 permission chosen')).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  expect(await madePermissions()).toEqual(['posts:write'])
})

it('offers the host’s templates beside its own presets, as far as the actor holds them', async () => {
  mount({
    as: 'developer',
    permissionTemplates: [
      { name: 'Blog reader', permissions: ['posts:read', 'comments:read', 'exports:create'] },
      { name: 'Exporter', permissions: ['exports:create'] },
    ],
  })
  await startKey('Templated')
  await expect.element(button('Exporter')).toBeDisabled()
  await button('Blog reader').click()
  await expect.element(button('Blog reader')).toHaveAttribute('aria-pressed', 'true')
  await expect.element(page.getByText('2 permissions chosen')).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  expect(await madePermissions()).toEqual(['comments:read', 'posts:read'])
})

it('works alone, in a form of the host’s', async () => {
  const onChange = vi.fn()
  renderAlone({ value: ['posts:read', 'gone:read'], onChange })
  await expect.element(page.getByText('2 permissions chosen')).toBeVisible()
  await group('Comments').getByRole('radio', { name: 'Write' }).click()
  expect(onChange).toHaveBeenLastCalledWith(['posts:read', 'gone:read', 'comments:read', 'comments:write'])
  // What is no longer offered is counted, shown, and can be taken away.
  await button('One by one').click()
  await group('Gone').getByRole('checkbox').click()
  await expect.element(page.getByText('3 permissions chosen')).toBeVisible()
  await expect.element(group('Gone')).not.toBeInTheDocument()
})

it('says what stands in the way when it is alone, and tries again', async () => {
  let actor = 'nobody'
  renderAlone({ value: [], onChange: () => {} }, () => actor)
  await expect
    .element(page.getByRole('alert').getByText('Nobody is signed in, or the session has ended.'))
    .toBeVisible()
  actor = 'admin'
  await button('Try again').click()
  await expect.element(group('Posts')).toBeVisible()
})

it('renders anew only the resource that was chosen from, of 500 permissions', async () => {
  const slugs = Array.from({ length: 250 }, (_, at) => [`thing-${at}:read`, `thing-${at}:write`]).flat()
  const data = slugs.map(slug => ({ slug, name: slug, description: null, grantable: true }))
  const rendered = vi.fn(english.picker.ofGroup)
  mount({
    messages: { ...english, picker: { ...english.picker, ofGroup: rendered } },
    network: async (request, send) =>
      request.url.endsWith('/permissions') ? Response.json({ data }) : send(request),
  })
  await startKey()
  await button('All you hold').click()
  await expect.element(page.getByText('500 permissions chosen')).toBeVisible()
  const sentence = document.querySelector('[data-keydesk-part="sentence"]')?.textContent
  expect(sentence).toContain('read and write thing 0, thing 1, thing 2')
  expect(sentence?.length).toBeLessThan(300)
  expect(sentence).toContain('and do 488 more things')
  rendered.mockClear()
  await group('Thing 7').getByRole('radio', { name: 'None' }).click()
  await expect.element(page.getByText('498 permissions chosen')).toBeVisible()
  expect(new Set(rendered.mock.results.map(({ value }) => value))).toEqual(new Set(['0 of 2']))
  expect(rendered.mock.calls.length).toBeLessThanOrEqual(2)
  await search().fill('thing-24')
  await button('Select 22 matching').click()
  await expect.element(page.getByText('498 permissions chosen')).toBeVisible()
})

const Form = (props: PermissionPickerProps) => {
  const [value, setValue] = useState(props.value)
  return (
    <PermissionPicker
      {...props}
      value={value}
      onChange={chosen => {
        setValue(chosen)
        props.onChange(chosen)
      }}
    />
  )
}

const renderAlone = (props: PermissionPickerProps, toActor = () => 'admin') =>
  render(
    <StrictMode>
      <KeydeskProvider baseUrl={baseUrl()} headers={() => ({ 'X-Test-Actor': toActor() })}>
        <Form {...props} />
      </KeydeskProvider>
    </StrictMode>,
  )
