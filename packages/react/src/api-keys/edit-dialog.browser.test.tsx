import type { Session } from '@keydesk/contract'
import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount, type Network } from '../testing/mount.tsx'
import { button, clickOutside, dialog, expectDialog, startDetails } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const admin = clientAs('admin')
let made = 0
const makeKey = async (body: Partial<Parameters<typeof admin.apiKeys.create>[0]> = {}) => {
  made += 1
  const { apiKey } = await admin.apiKeys.create(
    {
      name: 'Exports',
      permissions: ['posts:read', 'posts:write', 'analytics:read'],
      expiresAt: '2099-02-20T00:12:00Z',
      purpose: 'Nightly',
      metadata: { team: 'data' },
      ...body,
    },
    { idempotencyKey: `edit-${made}-${Date.now()}` },
  )
  return apiKey
}
afterEach(() => sessionStorage.clear())

const startEdit = async (name = 'Exports') => {
  await button(`Actions for ${name}`).click()
  await page.getByRole('menuitem', { name: 'Edit…' }).click()
  await expectDialog(`Edit “${name}”`)
}
const purpose = () => page.getByRole('textbox', { name: 'What it is for' })
const isPatch = ({ method }: Request) => method === 'PATCH'

/** Answers the first change with a problem, without asking the broker. */
const refuseChange = (status: number, problem: object, headers: Record<string, string> = {}): Network => {
  let refused = false
  return async (request, send) => {
    if (!isPatch(request) || refused) return send(request)
    refused = true
    return Response.json(
      { title: 'No', status, requestId: 'req_refused', ...problem },
      { status, headers: { 'Content-Type': 'application/problem+json', ...headers } },
    )
  }
}

/** A broker with other features, or another policy. */
const withSession =
  (change: (session: Session) => object): Network =>
  async (request, send) => {
    const response = await send(request)
    return request.url.endsWith('/session') ? Response.json(change(await response.json())) : response
  }

it('changes expiry, owner and purpose in place, old and new shown to the minute', async () => {
  const { id } = await makeKey()
  const { requests } = mount({ timeZone: 'Europe/Berlin', locale: 'en-GB' })
  await startEdit()
  await expect.element(purpose()).toHaveFocus()
  await purpose().fill('Hourly')
  await dialog().getByRole('radio', { name: 'Mateo Fuentes' }).click()
  await expect.element(page.getByText('20 February 2099 at 01:12 CET', { exact: true })).toBeVisible()
  await dialog().getByRole('radio', { name: 'Custom date' }).click()
  await page.getByLabelText('Last day it works').fill('2099-03-01')
  await expect
    .element(page.getByText('20 February 2099 at 01:12 CET → 1 March 2099 at 23:59 CET'))
    .toBeVisible()
  await button('Save').click()
  await expectDialog(null)
  await expect.element(page.getByText('“Exports” was changed.')).toBeInTheDocument()
  await expect.element(button('Actions for Exports')).toHaveFocus()
  await expect.element(page.getByRole('table').getByText('Hourly')).toBeVisible()
  expect(await admin.apiKeys.get(id)).toMatchObject({
    purpose: 'Hourly',
    owner: { id: 'user_northwind_developer' },
    expiresAt: '2099-03-01T22:59:00.000Z',
    metadata: { team: 'data' },
    permissions: ['posts:read', 'posts:write', 'analytics:read'],
  })
  expect(Object.keys(await requests.filter(isPatch)[0]?.json()).sort()).toEqual([
    'expiresAt',
    'ownerId',
    'purpose',
  ])
})

it('sends what was changed alone, and nothing where nothing was', async () => {
  await makeKey()
  const { requests } = mount()
  await startEdit()
  await button('Save').click()
  await expectDialog(null)
  expect(requests.filter(isPatch)).toEqual([])
  await startEdit()
  await purpose().fill('')
  await userEvent.keyboard('{Enter}')
  await expectDialog(null)
  expect(await requests.filter(isPatch)[0]?.json()).toEqual({ purpose: null })
})

it('gives an orphan an owner, from the card that says it has none', async () => {
  mount({ as: 'varied' })
  await startDetails('Zapier')
  await button('Give it an owner…').click()
  await expectDialog('Edit “Zapier”')
  expect(document.querySelectorAll('dialog:modal [data-keydesk-part="owner"] :checked')).toHaveLength(0)
  await dialog().getByRole('radio', { name: 'You' }).click()
  await button('Save').click()
  await expectDialog('Zapier Active')
  await expect.element(page.getByText('You admin@northwind.test')).toBeVisible()
  await expect.element(page.getByText(/Owner: .Nobody. → .You./)).toBeVisible()
})

it('only takes away what a key can do, where the broker narrows, and says that gates obey at once', async () => {
  const { id } = await makeKey()
  mount()
  await startEdit()
  await expect.element(page.getByText(/they are gone at once/)).toBeVisible()
  expect(page.getByRole('group', { name: 'Comments' }).query()).toBeNull()
  await page.getByRole('group', { name: 'Posts' }).getByRole('radio', { name: 'Read' }).click()
  await button('Save').click()
  await expectDialog(null)
  expect((await admin.apiKeys.get(id)).permissions.toSorted()).toEqual(['analytics:read', 'posts:read'])
  await startDetails('Exports')
  await expect.element(page.getByText(/Taken away: .posts:write./)).toBeVisible()
  const lost = page.getByRole('list', { name: 'Taken away since it was made' })
  await expect.element(lost.getByText('posts:write')).toBeVisible()
})

it('points at rotation where the broker does not narrow', async () => {
  await makeKey()
  mount({
    network: withSession(session => ({ ...session, features: { ...session.features, narrowing: false } })),
  })
  await startEdit()
  expect(page.getByRole('group', { name: 'Posts' }).query()).toBeNull()
  await dialog().getByRole('button', { name: 'Rotate…' }).click()
  await expectDialog('Rotate “Exports”')
})

it('respects the policy: a purpose where it is required, and no life longer than allowed', async () => {
  await makeKey()
  mount({
    requires: ['purpose'],
    network: withSession(session => ({
      ...session,
      policy: {
        apiKeys: {
          ...session.policy.apiKeys,
          ...{ defaultLifetimeDays: 30, maxLifetimeDays: 60, mayNeverExpire: false },
        },
      },
    })),
  })
  await startEdit()
  const names = () =>
    [...document.querySelectorAll('dialog:modal [data-keydesk-part="expiry"] label')].map(
      label => label.textContent,
    )
  expect(names()).toEqual(['As it is', '7 days', '30 days', '60 days', 'Custom date'])
  await purpose().fill(' ')
  await button('Save').click()
  await expect.element(page.getByText('Say what it is for.')).toBeVisible()
  await expect.element(purpose()).toHaveFocus()
  expect(await admin.apiKeys.list()).toMatchObject({ data: [{ purpose: 'Nightly' }] })
})

it('puts the server’s field errors on their field, and what was typed survives', async () => {
  await makeKey()
  const onError = vi.fn()
  mount({
    onError,
    network: refuseChange(422, {
      code: 'validation_failed',
      errors: [
        { pointer: '#/purpose', code: 'too_long', detail: 'This is too long.' },
        { pointer: '#/expiresAt', code: 'expiry_too_late', detail: 'This is too late.' },
        { pointer: '#/ownerId', code: 'not_a_member', detail: 'This is no member.' },
      ],
    }),
  })
  await startEdit()
  await purpose().fill('Hourly')
  await dialog().getByRole('radio', { name: '1 year' }).click()
  await button('Save').click()
  await expect.element(page.getByText('This is too long.')).toBeVisible()
  await expect.element(purpose()).toHaveFocus()
  await expect.element(purpose()).toHaveValue('Hourly')
  const within = (part: string) =>
    document.querySelector(`dialog:modal [data-keydesk-part="${part}"]`)?.textContent
  expect(within('expiry')).toContain('This is too late.')
  expect(within('owner')).toContain('This is no member.')
  expect(onError).toHaveBeenCalledOnce()
  await button('Save').click()
  await expectDialog(null)
  expect(await admin.apiKeys.list()).toMatchObject({ data: [{ purpose: 'Hourly' }] })
})

it.each([
  ['a conflict', 409, { code: 'conflict', detail: 'The expiry of this key is being changed already.' }],
  ['an outage', 503, { code: 'upstream_unavailable', detail: 'WorkOS cannot be reached.' }],
])('says why %s kept it from being changed, and tries again', async (_, status, problem) => {
  await makeKey()
  mount({ network: refuseChange(status, problem) })
  await startEdit()
  await purpose().fill('Hourly')
  await button('Save').click()
  const alert = page.getByRole('alert')
  await expect.element(alert.getByText(problem.detail)).toBeVisible()
  await expect.element(alert.getByText('req_refused')).toBeVisible()
  expect(alert.element().textContent).not.toContain('The key may exist')
  await expect.element(purpose()).toHaveValue('Hourly')
  await button('Save').click()
  await expectDialog(null)
  expect(await admin.apiKeys.list()).toMatchObject({ data: [{ purpose: 'Hourly' }] })
})

it('counts down where there were too many requests', async () => {
  await makeKey()
  mount({ network: refuseChange(429, { code: 'rate_limited' }, { 'Retry-After': '2' }) })
  await startEdit()
  await purpose().fill('Hourly')
  await button('Save').click()
  await expect.element(button(/^Try again in \d s$/)).toBeVisible()
  await expect.element(button('Save')).toBeVisible()
  await button('Save').click()
  await expectDialog(null)
})

it('what was typed survives a sign-in', async () => {
  await makeKey()
  const first = mount({ signInUrl: '#sign-in', network: refuseChange(401, { code: 'unauthenticated' }) })
  await startEdit()
  await purpose().fill('Hourly')
  await button('Save').click()
  await page.getByRole('link', { name: 'Sign in again' }).click()
  first.unmount()
  mount()
  await expectDialog('Edit “Exports”')
  await expect.element(purpose()).toHaveValue('Hourly')
  await button('Cancel').click()
  await expectDialog(null)
  expect(sessionStorage).toHaveLength(0)
})

it('cannot be dismissed by accident: not while the request runs, and not by a click outside once something was typed', async () => {
  await makeKey()
  let release = () => {}
  const held = new Promise<void>(resolve => {
    release = resolve
  })
  mount({
    network: async (request, send) => {
      if (isPatch(request)) await held
      return send(request)
    },
  })
  await startEdit()
  await purpose().fill('Hourly')
  await clickOutside()
  await expectDialog('Edit “Exports”')
  await button('Save').click()
  await userEvent.keyboard('{Escape}')
  await clickOutside()
  await expectDialog('Edit “Exports”')
  release()
  await expectDialog(null)
})

it('is not offered for a key that is over', async () => {
  mount({ as: 'varied' })
  await button('Actions for Prototype').click()
  await expect.element(page.getByRole('menuitem', { name: 'Details' })).toBeVisible()
  expect(page.getByRole('menuitem', { name: 'Edit…' }).query()).toBeNull()
})
