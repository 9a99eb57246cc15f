import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { type MountOptions, mount } from '../testing/mount.tsx'
import { holdCreation, isCreate, loseAnswers, refuseCreation } from '../testing/networks.ts'
import { button, expectDialog, startKey } from '../testing/steps.ts'
import { addFault, clientAs, countCreations } from '../testing/world.ts'

const name = () => page.getByRole('textbox', { name: 'Name' })
const alert = () => page.getByRole('alert')
const list = async () => (await clientAs('admin').apiKeys.list()).data
const idempotencyKeys = (requests: Request[]) =>
  requests.filter(isCreate).map(request => request.headers.get('Idempotency-Key'))

afterEach(async () => {
  sessionStorage.clear()
  await page.viewport(1100, 800)
})

it('makes one key of a double click', async () => {
  const { network, release } = holdCreation()
  const { requests } = mount({ network })
  await startKey('Once')
  await button('Create key').dblClick()
  release()
  await expectDialog('Your new key')
  expect(requests.filter(isCreate)).toHaveLength(1)
  expect((await list()).map(apiKey => apiKey.name)).toEqual(['Once'])
})

it('says that a key whose answer was lost may exist, which the list then says never reached its maker', async () => {
  const { requests } = mount({ network: loseAnswers(1) })
  await startKey('Lost')
  await button('Create key').click()
  await expect.element(alert().getByText(/never reached you: replace it, or revoke it/)).toBeVisible()
  await expect.element(name()).toHaveValue('Lost')
  await expect
    .poll(() => document.querySelector('[data-keydesk-part="badge"]')?.textContent)
    .toBe('Never reached you')
  await button('Create key').click()
  await expectDialog('The key exists, but its secret is lost')
  await expect.element(page.getByText(/replace it, or revoke it/)).toBeVisible()
  const [first, second] = idempotencyKeys(requests)
  expect(first).toMatch(/^"[0-9a-f]{32}"$/)
  expect(second).toBe(first)
  expect(await list()).toHaveLength(1)
})

it.each([
  ['there were too many requests', { status: 429, code: 'rate_limited' }],
  ['the session had ended', { status: 401, code: 'unauthenticated' }],
  ['the sign-in was too old', { status: 403, code: 'reauthentication_required' }],
])('makes no second key of one whose answer was lost, also where %s in between', async (_, problem) => {
  const [lose, refuse] = [loseAnswers(1), refuseCreation(problem)]
  let tries = 0
  const { requests } = mount({
    network: (request, send) => {
      if (isCreate(request)) tries += 1
      return tries < 2 ? lose(request, send) : refuse(request, send)
    },
  })
  await startKey('Lost')
  for (const said of [
    /never reached you/,
    /too many requests|the session has ended|needs a recent sign-in/,
  ]) {
    await button('Create key').click()
    await expect.element(alert().getByText(said)).toBeVisible()
  }
  await button('Create key').click()
  await expectDialog('The key exists, but its secret is lost')
  expect(tries).toBe(3)
  expect(new Set(idempotencyKeys(requests)).size).toBe(1)
  expect(await list()).toHaveLength(1)
})

it('takes a new idempotency key when the form has changed', async () => {
  const { requests } = mount({ network: loseAnswers(1) })
  await startKey('First')
  await button('Create key').click()
  await expect.element(alert()).toBeVisible()
  await name().fill('Second')
  await button('Create key').click()
  await expectDialog('Your new key')
  const [first, second] = idempotencyKeys(requests)
  expect(second).not.toBe(first)
})

it('says what a 409 means where it is seen, and keeps what was typed', async () => {
  await page.viewport(320, 480)
  const detail = 'This organization has as many keys as it may have.'
  mount({ network: refuseCreation({ status: 409, code: 'quota_exceeded', detail }) })
  await startKey('One too many')
  await userEvent.keyboard('{Enter}')
  await expect.element(alert().getByText(detail)).toBeInViewport()
  await expect.element(alert().getByText(/may exist/)).not.toBeInTheDocument()
  await expect.element(name()).toHaveValue('One too many')
})

it('puts each error of a 422 on its field, opens what hides it, and says the rest above the button', async () => {
  const errors = [
    { pointer: '#/purpose', code: 'too_long', detail: 'The purpose is too long.' },
    { pointer: '#/permissions/0', code: 'unknown_permission', detail: 'There is no such permission.' },
    { pointer: '#/metadata/team', code: 'invalid', detail: 'The team is not known.' },
  ]
  mount({ network: refuseCreation({ status: 422, code: 'validation_failed', errors }) })
  await startKey('Refused')
  await button('Read only').click()
  await button('Create key').click()
  const purpose = page.getByRole('textbox', { name: 'What it is for' })
  await expect.element(purpose).toHaveFocus()
  await expect.element(purpose).toHaveAccessibleDescription(/The purpose is too long/)
  await expect
    .element(page.getByRole('group', { name: 'What it can do' }))
    .toHaveAccessibleDescription('There is no such permission.')
  await expect.element(alert().getByText(/The team is not known/)).toBeVisible()
  await purpose.fill('Shorter')
  await expect.element(page.getByText('The purpose is too long.')).not.toBeInTheDocument()
  await expect.element(page.getByText('There is no such permission.')).toBeVisible()
  await expect.element(name()).toHaveValue('Refused')
  await button('Create key').click()
  await expectDialog('Your new key')
})

it('counts down after a 429, and can then be sent again', async () => {
  const { requests } = mount({
    network: refuseCreation({ status: 429, code: 'rate_limited' }, { 'Retry-After': '3' }),
  })
  await startKey('Patient')
  await button('Create key').click()
  await expect.element(alert().getByText(/too many requests/)).toBeVisible()
  const waiting = button(/^Try again in [123] s$/)
  await expect.element(waiting).toHaveAttribute('aria-disabled', 'true')
  await waiting.click({ force: true })
  expect(requests.filter(isCreate)).toHaveLength(1)
  await button('Create key').click()
  await expectDialog('Your new key')
})

it('shows a 503 with its request id, and makes one key when it is sent again', async () => {
  const problem = { status: 503, code: 'store_unavailable', detail: 'The database does not answer.' }
  const { requests } = mount({ network: refuseCreation(problem, { 'Retry-After': '1' }) })
  await startKey('Again')
  await button('Create key').click()
  await expect.element(alert().getByText('req_refused')).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  const [first, second] = idempotencyKeys(requests)
  expect(second).toBe(first)
  expect(await countCreations()).toBe(1)
})

it('makes no second key while nobody knows what became of the first', async () => {
  const onError = vi.fn()
  mount({
    onError,
    network: async (request, send) => {
      const response = await send(request)
      // Nobody has to wait for the first.
      if (response.status !== 503) return response
      const headers = new Headers(response.headers)
      headers.delete('Retry-After')
      return new Response(response.body, { status: 503, headers })
    },
  })
  await startKey('Unknown')
  await addFault({ method: 'POST', path: '/api_keys$', status: 503, times: 4 })
  await button('Create key').click()
  await expect.element(alert().getByText(/Request id/)).toBeVisible()
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'upstream_unavailable' }))
  await button('Create key').click()
  await expect.element(alert().getByText(/The answer is not known yet/)).toBeVisible()
  await expect.element(button(/^Try again in \d s$/)).toBeVisible()
  expect(await countCreations()).toBe(0)
})

it('says when the network is gone, and goes on when it is back', async () => {
  let offline = false
  mount({
    network: async (request, send) => {
      if (offline) throw new TypeError('Failed to fetch')
      return send(request)
    },
  })
  await startKey('Train')
  offline = true
  await button('Create key').click()
  await expect
    .element(
      alert()
        .getByText(/Check your connection/)
        .first(),
    )
    .toBeVisible()
  await expect.element(name()).toHaveValue('Train')
  offline = false
  await button('Create key').click()
  await expectDialog('Your new key')
  expect((await list()).map(apiKey => apiKey.name)).toEqual(['Train'])
})

it('drops an answer that arrives after the widget has gone', async () => {
  const problems = vi.spyOn(console, 'error')
  const { network, release } = holdCreation()
  const answered = vi.fn()
  const { requests, unmount } = mount({
    network: async (request, send) => {
      const response = await network(request, send)
      if (isCreate(request)) answered(await response.clone().json())
      return response
    },
  })
  await startKey('Too late')
  await button('Create key').click()
  await expectDialog('New key')
  unmount()
  release()
  await expect.poll(() => answered.mock.calls.length).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 200))
  const { value } = answered.mock.lastCall?.[0] ?? {}
  expect(value).toMatch(/^sk_/)
  expect(document.documentElement.outerHTML).not.toContain(value)
  expect(requests.some(({ url }) => url.endsWith('/acknowledge'))).toBe(false)
  expect((await list())[0]).toMatchObject({ name: 'Too late', delivered: false })
  expect(problems).not.toHaveBeenCalled()
})

it('keeps two widgets on one page apart', async () => {
  const one = mount()
  const two = mount({ as: 'globex' })
  const inside = (container: HTMLElement) => page.elementLocator(container)
  await inside(two.container).getByRole('button', { name: 'New key' }).click()
  await inside(two.container).getByRole('textbox', { name: 'Name' }).fill('Of the second')
  await inside(two.container).getByRole('button', { name: 'Create key' }).click()
  await expectDialog('Your new key')
  expect(two.container.querySelector('dialog:modal')).not.toBeNull()
  expect(one.container.querySelector('dialog')).toBeNull()
  expect(one.requests.some(isCreate)).toBe(false)
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

it.each([
  [
    'the session expires mid-form',
    { status: 401, code: 'unauthenticated' },
    'Nobody is signed in, or the session has ended.',
  ],
  [
    'the sign-in is too old',
    { status: 403, code: 'reauthentication_required' },
    'Making a secret needs a recent sign-in.',
  ],
])('keeps what was typed across the sign-in when %s', async (_, problem, sentence) => {
  const signInUrl = '/auth/sign-in?returnTo=/keys'
  const options: MountOptions = { signInUrl, network: refuseCreation(problem) }
  const before = mount(options)
  await startKey('Half done')
  await button('Change owner, purpose or expiry').click()
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Warehouse')
  await page.getByRole('radio', { name: /^Mateo/ }).click()
  await page.getByRole('radio', { name: '30 days' }).click()
  await button('Read only').click()
  await button('Create key').click()
  await expect.element(alert().getByText(new RegExp(sentence))).toBeVisible()
  expect(sessionStorage).toHaveLength(0)
  const link = alert().getByRole('link', { name: 'Sign in again' })
  await expect.element(link).toHaveAttribute('href', signInUrl)
  await stayHere(() => link.click())
  expect(JSON.stringify({ ...sessionStorage })).toContain('Half done')

  // The page is left as a browser leaves it, without unmounting anything, and comes back signed in.
  before.container.remove()
  const after = mount()
  await expectDialog('New key')
  expect(sessionStorage).toHaveLength(0)
  await expect.element(name()).toHaveValue('Half done')
  await expect.element(page.getByText(/^Owned by .*Mateo/)).toBeVisible()
  await button('Create key').click()
  await expectDialog('Your new key')
  const [made] = await list()
  expect(made).toMatchObject({ name: 'Half done', purpose: 'Warehouse', owner: { name: expect.any(String) } })
  expect(made?.owner?.id).toBe('user_northwind_developer')
  expect(made?.permissions).toContain('posts:read')
  expect(Math.round((Date.parse(made?.expiresAt ?? '') - Date.now()) / 86_400_000)).toBe(30)
  after.unmount()
})

it('gives what was typed to nobody else, and not in another organization', async () => {
  const before = mount({
    signInUrl: '/auth/sign-in',
    network: refuseCreation({ status: 401, code: 'unauthenticated' }),
  })
  await startKey('Of Northwind')
  await button('Create key').click()
  await stayHere(() => alert().getByRole('link', { name: 'Sign in again' }).click())
  before.container.remove()
  const { signInAs } = mount({ as: 'globex' })
  await expect.element(page.getByText(/as Globex Robotics/)).toBeVisible()
  await expectDialog(null)
  signInAs('admin')
  await expectDialog('New key')
  await expect.element(name()).toHaveValue('Of Northwind')
})

/** Lets a link be clicked without leaving the page of the tests. */
const stayHere = async (click: () => Promise<void>) => {
  const stay = (event: Event) => event.preventDefault()
  document.addEventListener('click', stay)
  await click()
  document.removeEventListener('click', stay)
}
