import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount, type Network } from '../testing/mount.tsx'
import { button, clickOutside, expectDialog, pressEscape, startKey } from '../testing/steps.ts'
import { addFault, clientAs, countCreations } from '../testing/world.ts'

const listNames = async () => (await clientAs('admin').apiKeys.list()).data.map(({ name }) => name)
const isCreate = (request: Request) => request.method === 'POST' && request.url.endsWith('/api-keys')

it('takes a name, a preset and Create', async () => {
  const onCreated = vi.fn()
  mount({ onCreated })
  await startKey('Nightly export')
  await button('All you hold').click()
  await button('Create key').click()
  await expectDialog('Your new key')
  const [made] = (await clientAs('admin').apiKeys.list()).data
  expect(made?.name).toBe('Nightly export')
  expect(made?.permissions).toContain('exports:create')
  expect(onCreated).toHaveBeenCalledOnce()
  expect(JSON.stringify(onCreated.mock.calls)).not.toMatch(/"value":/)
})

it('starts with the focus on the name, no permission chosen, and gives the focus back', async () => {
  mount()
  await button('New key').click()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await expect.element(page.getByText('0 permissions chosen')).toBeVisible()
  await pressEscape()
  await expectDialog(null)
  await expect.element(button('New key')).toHaveFocus()
})

it('says in one line when the key ends, and opens the choices from there', async () => {
  mount()
  await startKey()
  const date = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long' }).format(Date.now() + 90 * 86_400_000)
  const line = () => document.querySelector('[data-keydesk-part="expiry-line"]')?.textContent
  await expect.poll(line).toBe(`Expires ${date} · Change`)
  await button('Change when it expires').click()
  await expect.element(page.getByRole('radio', { name: '90 days' })).toHaveFocus()
  await userEvent.keyboard('{ArrowRight}')
  await expect.element(page.getByRole('radio', { name: '1 year' })).toBeChecked()
  await expect
    .element(page.getByText(/^It stops working on \d+ November 2027 at \d\d:\d\d CET\.$/))
    .toBeVisible()
})

it('warns of a key that never expires, and sends no end', async () => {
  mount()
  await startKey('Forever')
  await button('Change when it expires').click()
  await userEvent.keyboard('{End}')
  await page.getByRole('radio', { name: 'Never' }).click()
  await expect.element(page.getByText(/works until somebody revokes it/)).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  expect((await clientAs('admin').apiKeys.list()).data[0]?.expiresAt).toBeNull()
})

it('sends exactly the instant that the caption shows, also for a date of the reader’s own', async () => {
  mount()
  await startKey('Dated')
  await button('Change when it expires').click()
  await page.getByRole('radio', { name: 'Custom date' }).click()
  await button('Create key').click()
  await expect.element(page.getByText('Choose a date.')).toBeVisible()
  await page.getByLabelText('Last day it works').fill('2027-03-01')
  await expect.element(page.getByText('It stops working on 1 March 2027 at 23:59 CET.')).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  expect((await clientAs('admin').apiKeys.list()).data[0]?.expiresAt).toBe('2027-03-01T22:59:00.000Z')
})

it('says in one plain sentence what the key will be able to do', async () => {
  mount()
  await startKey()
  await expect.element(page.getByText(/say who it belongs to, and nothing else/)).toBeVisible()
  await page.getByRole('group', { name: 'Posts' }).getByRole('radio', { name: 'Write' }).click()
  await page.getByRole('group', { name: 'Analytics' }).getByRole('radio', { name: 'Read' }).click()
  const sentence = document.querySelector('[data-keydesk-part="sentence"]')?.textContent
  expect(sentence).toMatch(/^This key will be able to read analytics and read and write posts, until /)
})

it('asks for a name before it asks the broker', async () => {
  const { requests } = mount()
  await button('New key').click()
  await button('Create key').click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect.element(name).toHaveFocus()
  await expect.element(name).toHaveAccessibleDescription(/Give the key a name/)
  expect(requests.filter(isCreate)).toHaveLength(0)
})

it('keeps what was typed when somebody clicks outside', async () => {
  mount()
  await startKey('Half done')
  await clickOutside()
  await expectDialog('New key')
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Half done')
})

it('puts what the server refuses on its field, and keeps what was typed', async () => {
  mount()
  const long = 'x'.repeat(201)
  await startKey(long)
  await button('Read only').click()
  await button('Create key').click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect.element(name).toHaveAttribute('aria-invalid', 'true')
  await expect.element(name).toHaveFocus()
  await expect.element(name).toHaveValue(long)
  await expect.element(page.getByText('5 permissions chosen')).toBeVisible()
  await name.fill('Short')
  await button('Create key').click()
  await expectDialog('Your new key')
})

it('cannot be dismissed while the request runs, however often Esc is pressed', async () => {
  mount({ network: slow })
  await startKey()
  await button('Create key').click()
  await pressEscape(4)
  await clickOutside()
  await button('Close').click({ force: true })
  await button('Cancel').click({ force: true })
  await expectDialog('New key')
  await expectDialog('Your new key')
})

it('makes one key of a double click', async () => {
  mount({ network: slow })
  await startKey('Once')
  await button('Create key').dblClick()
  await expectDialog('Your new key')
  expect(await listNames()).toEqual(['Once'])
})

it('asks again with the same idempotency key after a lost answer', async () => {
  const lost = loseAnswers(1)
  const { requests } = mount({ network: lost })
  await startKey('Lost')
  await button('Create key').click()
  await expect.element(page.getByText(/may exist all the same/)).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Lost')
  await button('Create key').click()
  await expect.poll(() => requests.filter(isCreate).length).toBe(2)
  const keys = requests.filter(isCreate).map(request => request.headers.get('Idempotency-Key'))
  expect(keys[0]).toMatch(/^"[0-9a-f]{32}"$/)
  expect(keys[1]).toBe(keys[0])
})

it('takes a new idempotency key when the form has changed', async () => {
  const { requests } = mount({ network: loseAnswers(1) })
  await startKey('First')
  await button('Create key').click()
  await expect.element(page.getByText(/may exist all the same/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Second')
  await button('Create key').click()
  await expectDialog('Your new key')
  const [first, second] = requests.filter(isCreate).map(request => request.headers.get('Idempotency-Key'))
  expect(second).not.toBe(first)
})

it('says that the key exists but its secret is lost when the answer is a replay', async () => {
  mount({
    network: async (request, send) => {
      const response = await send(request)
      if (!isCreate(request)) return response
      const { apiKey } = await response.json()
      return Response.json(
        { apiKey, value: null },
        { status: 201, headers: { 'Idempotent-Replayed': 'true' } },
      )
    },
  })
  await startKey('Replayed')
  await button('Create key').click()
  await expectDialog('The key exists, but its secret is lost')
  await expect.element(page.getByText(/Revoke the key and make another/)).toBeVisible()
})

it('shows what went wrong upstream with the request id, and lets try again', async () => {
  const onError = vi.fn()
  mount({ onError })
  await startKey()
  await addFault({ method: 'POST', path: '/api_keys$', status: 503, times: 4 })
  await button('Create key').click()
  await expect.element(page.getByRole('alert').getByText(/Request id/)).toBeVisible()
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'upstream_unavailable' }))
  expect(await countCreations()).toBe(0)
})

it('says that the sign-in is too old, and leads to a new one', async () => {
  mount({
    signInUrl: '/auth/sign-in?returnTo=/keys',
    network: async (request, send) => {
      if (!isCreate(request)) return send(request)
      const problem = {
        code: 'reauthentication_required',
        status: 403,
        detail: 'Sign in again.',
        maxAge: 900,
      }
      return Response.json(problem, {
        status: 403,
        headers: { 'Content-Type': 'application/problem+json' },
      })
    },
  })
  await startKey()
  await button('Create key').click()
  const alert = page.getByRole('alert')
  await expect.element(alert.getByText('You signed in too long ago to create a key.')).toBeVisible()
  await expect
    .element(alert.getByRole('link', { name: 'Sign in again' }))
    .toHaveAttribute('href', '/auth/sign-in?returnTo=/keys')
})

const slow: Network = async (request, send) => {
  if (isCreate(request)) await new Promise(resolve => setTimeout(resolve, 900))
  return send(request)
}

const loseAnswers = (times: number): Network => {
  let left = times
  return async (request, send) => {
    const response = await send(request)
    if (!isCreate(request) || left === 0) return response
    left -= 1
    throw new TypeError('Failed to fetch')
  }
}
