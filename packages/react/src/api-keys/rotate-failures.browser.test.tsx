import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { type MountOptions, mount } from '../testing/mount.tsx'
import { holdCreation, isRotate, loseAnswers, refuseCreation } from '../testing/networks.ts'
import { button, expectDialog, pressEscape, startRotate } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const alert = () => page.getByRole('alert')
const successors = async () => (await clientAs('varied').apiKeys.list()).data.filter(key => key.replaces)
const idempotencyKeys = (requests: Request[]) =>
  requests.filter(isRotate).map(request => request.headers.get('Idempotency-Key'))
const start = async (options: MountOptions = {}) => {
  const mounted = mount({ as: 'varied', ...options })
  await startRotate('Zapier')
  return mounted
}
const submit = () => button('Rotate key').click()

afterEach(() => sessionStorage.clear())

it('makes one key of a double click, and cannot be dismissed meanwhile', async () => {
  const { network, release } = holdCreation()
  const { requests } = await start({ network })
  await button('Rotate key').dblClick()
  await pressEscape(2)
  await expectDialog('Rotate “Zapier”')
  release()
  await expectDialog('Your new key')
  expect(requests.filter(isRotate)).toHaveLength(1)
  expect(await successors()).toHaveLength(1)
})

it('says that the key exists and its secret is lost, when the answer was lost', async () => {
  const { requests } = await start({ network: loseAnswers(1) })
  await page.getByRole('radio', { name: 'At a date' }).click()
  const date = new Date(Date.now() + 3 * 86_400_000).toLocaleDateString('sv')
  await page.getByLabelText('Last day it works').fill(date)
  await submit()
  await expect.element(alert().getByText(/never reached you: replace it, or revoke it/)).toBeVisible()
  // The old key ends by now after the overlap; the form still says what was chosen.
  await expect.element(page.getByRole('radio', { name: 'At a date' })).toBeChecked()
  await new Promise(resolve => setTimeout(resolve, 1_100))
  await submit()
  await expectDialog('The key exists, but its secret is lost')
  await expect.element(page.getByText(/^The key was rotated, but the answer/)).toBeVisible()
  const [first, second] = idempotencyKeys(requests)
  expect(first).toMatch(/^"[0-9a-f]{32}"$/)
  expect(second).toBe(first)
  expect(await successors()).toHaveLength(1)
})

it('makes no second key of one whose answer was lost, also where there were too many requests in between', async () => {
  const [lose, refuse] = [loseAnswers(1), refuseCreation({ status: 429, code: 'rate_limited' })]
  let tries = 0
  const { requests } = await start({
    network: (request, send) => {
      if (isRotate(request)) tries += 1
      return tries < 2 ? lose(request, send) : refuse(request, send)
    },
  })
  await page.getByRole('radio', { name: 'At a date' }).click()
  const date = new Date(Date.now() + 3 * 86_400_000).toLocaleDateString('sv')
  await page.getByLabelText('Last day it works').fill(date)
  for (const said of [/never reached you/, /too many requests/]) {
    await submit()
    await expect.element(alert().getByText(said)).toBeVisible()
    await new Promise(resolve => setTimeout(resolve, 1_100))
  }
  await submit()
  await expectDialog('The key exists, but its secret is lost')
  expect(new Set(idempotencyKeys(requests)).size).toBe(1)
  expect(await successors()).toHaveLength(1)
})

it('says what a 409 means: somebody else has replaced it meanwhile', async () => {
  await start()
  const { apiKeys } = clientAs('varied')
  const [zapier] = (await apiKeys.list({ search: 'Zapier' })).data
  await apiKeys.rotate(zapier?.id ?? '', { overlapSeconds: 60 }, { idempotencyKey: crypto.randomUUID() })
  await submit()
  await expect.element(alert().getByText(/over or was replaced/)).toBeVisible()
  expect(await successors()).toHaveLength(1)
})

it('puts each error of a 422 on its field, opens what hides it, and says the rest above the button', async () => {
  const errors = [
    { pointer: '#/overlapSeconds', code: 'invalid', detail: 'That is too long.' },
    { pointer: '#/name', code: 'too_long', detail: 'The name is too long.' },
    { pointer: '#/expiresAt', code: 'expiry_too_late', detail: 'A key may live for 60 days at most.' },
    { pointer: '#/permissions/0', code: 'unknown_permission', detail: 'There is no such permission.' },
    { pointer: '#/reason', code: 'required', detail: 'Say why.' },
  ]
  await start({ network: refuseCreation({ status: 422, code: 'validation_failed', errors }) })
  await submit()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect.element(name).toHaveAccessibleDescription('The name is too long.')
  await expect
    .element(page.getByRole('group', { name: 'Old key stops' }))
    .toHaveAccessibleDescription(/That is too long/)
  await expect
    .element(page.getByRole('group', { name: 'Expires' }))
    .toHaveAccessibleDescription(/60 days at most/)
  await expect
    .element(page.getByRole('group', { name: 'What it can do' }))
    .toHaveAccessibleDescription('There is no such permission.')
  await expect.element(alert().getByText(/Say why/)).toBeVisible()
  await name.fill('Shorter')
  await expect.element(page.getByText('The name is too long.')).not.toBeInTheDocument()
  await submit()
  await expectDialog('Your new key')
})

it('counts down after a 429, and can then be sent again', async () => {
  const { requests } = await start({
    network: refuseCreation({ status: 429, code: 'rate_limited' }, { 'Retry-After': '4' }),
  })
  await submit()
  await expect.element(button(/^Try again in [1-4] s$/)).toHaveAttribute('aria-disabled', 'true')
  expect(requests.filter(isRotate)).toHaveLength(1)
  await submit()
  await expectDialog('Your new key')
})

it('shows a 503 with its request id, and makes one key when it is sent again', async () => {
  const { requests } = await start({
    network: refuseCreation({ status: 503, code: 'store_unavailable' }, { 'Retry-After': '1' }),
  })
  await submit()
  await expect.element(alert().getByText('req_refused')).toBeVisible()
  await submit()
  await expectDialog('Your new key')
  const [first, second] = idempotencyKeys(requests)
  expect(second).toBe(first)
  expect(await successors()).toHaveLength(1)
})

it.each([
  ['the session expires mid-form', { status: 401, code: 'unauthenticated' }],
  ['the sign-in is too old', { status: 403, code: 'reauthentication_required' }],
])('keeps what was chosen across the sign-in when %s', async (_, problem) => {
  const before = await start({ signInUrl: '/auth/sign-in', network: refuseCreation(problem) })
  await page.getByRole('radio', { name: '1 hour' }).click()
  await button('Change name, expiry or permissions').click()
  await page.getByRole('textbox', { name: 'Name' }).fill('Half done')
  await button('Read only').click()
  await submit()
  const stay = (event: Event) => event.preventDefault()
  document.addEventListener('click', stay)
  await alert().getByRole('link', { name: 'Sign in again' }).click()
  document.removeEventListener('click', stay)

  before.container.remove()
  mount({ as: 'varied' })
  await expectDialog('Rotate “Zapier”')
  expect(sessionStorage).toHaveLength(0)
  await expect.element(page.getByRole('radio', { name: '1 hour' })).toBeChecked()
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Half done')
  await submit()
  await expectDialog('Your new key')
  const [made] = await successors()
  expect(made?.name).toBe('Half done')
  expect(made?.permissions).not.toContain('posts:write')
})
