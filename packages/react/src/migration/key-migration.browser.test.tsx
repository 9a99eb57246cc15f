import type { ApiKey, CreateApiKeyBody, CredentialMigration } from '@keydesk/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import type { ActorName } from '../testing/actor-name.ts'
import { mountMigration, type Network } from '../testing/mount.tsx'
import {
  button,
  dialog,
  dialogTitle,
  expectDialog,
  focused,
  pressEscape,
  readSecret,
  tabTo,
} from '../testing/steps.ts'
import { clientAs, getToken, inThePast, spendKey } from '../testing/world.ts'

afterEach(() => {
  document.documentElement.removeAttribute('dir')
  sessionStorage.clear()
})

const day = 86_400_000
const hour = 3_600_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()
const title = 'Move “Invoice sync” to an application'

/** A key that is used somewhere, made past the widget. */
const makeKey = async (as: ActorName = 'admin', given: Partial<CreateApiKeyBody> = {}) => {
  const { apiKey, value } = await clientAs(as).apiKeys.create(
    {
      name: 'Invoice sync',
      permissions: ['posts:read', 'comments:read'],
      expiresAt: inDays(200),
      purpose: 'Copies invoices',
      metadata: { team: 'finance' },
      ...given,
    },
    { idempotencyKey: crypto.randomUUID() },
  )
  return { apiKey, value: value ?? '' }
}

/** The application of a key, made past the widget, and the ways to have it get a token. */
const makeSuccessor = async (apiKey: ApiKey, as: ActorName = 'admin') => {
  const { m2mApplications } = clientAs(as)
  const { application, value } = await m2mApplications.create(
    { name: 'Invoice sync', scopes: ['posts:read'], replaces: apiKey.id },
    { idempotencyKey: crypto.randomUUID() },
  )
  const test = async () => {
    const answer = await m2mApplications.test(application.id, { clientSecret: value ?? '' })
    expect(answer.accepted).toBe(true)
  }
  return { application, test, getToken: () => getToken(application.clientId, value ?? '') }
}

/** A key whose plan runs, started past the widget. */
const startPlan = async (
  as: ActorName = 'admin',
  { endsAt = inDays(10), ...given }: Partial<CreateApiKeyBody> & { endsAt?: string } = {},
) => {
  const key = await makeKey(as, given)
  const successor = await makeSuccessor(key.apiKey, as)
  const plan = await clientAs(as).migrations.start({
    apiKeyId: key.apiKey.id,
    applicationId: successor.application.id,
    endsAt,
  })
  return { ...key, ...successor, plan }
}

const open = async (expected: string | null = title) => {
  await button('Move it').click()
  if (expected !== null) await expectDialog(expected)
}
const expectWatch = (badge = 'Under way') => expect.poll(dialogTitle).toContain(badge)
const keyNow = (id: string) => clientAs('admin').apiKeys.get(id)
const applicationsOf = async (apiKeyId: string) =>
  (await clientAs('admin').m2mApplications.list()).data.filter(({ replaces }) => replaces === apiKeyId)
const isStart = ({ method, url }: Request) => method === 'POST' && url.endsWith('/migrations')
const isCreate = ({ method, url }: Request) => method === 'POST' && url.endsWith('/m2m-applications')

/** Copies the secret and closes its dialog. */
const takeSecret = async () => {
  await expectDialog('Your new client secret')
  await button('Copy client secret').click()
  await button('Done').click()
}

/** Answers the first request that fits with a problem, without asking the broker. */
const refuseOnce = (
  fits: (request: Request) => boolean,
  status: number,
  code: string,
  errors: { pointer: string; code: string; detail: string }[] = [],
): Network => {
  let refused = false
  return async (request, send) => {
    if (refused || !fits(request)) return send(request)
    refused = true
    return Response.json(
      { title: code, status, code, detail: `Refused: ${code}.`, requestId: 'req_refused', errors },
      { status, headers: { 'Content-Type': 'application/problem+json' } },
    )
  }
}

/** Lets the first request that fits through, and loses its answer. */
const loseOnce = (fits: (request: Request) => boolean): Network => {
  let lost = false
  return async (request, send) => {
    const response = await send(request)
    if (lost || !fits(request)) return response
    lost = true
    throw new TypeError('The connection broke.')
  }
}

describe('the plan', () => {
  it('carries over what the key is, and the end of the key is set once the secret was handed over', async () => {
    const { apiKey } = await makeKey()
    const started: CredentialMigration[] = []
    const { requests, readCache } = mountMigration({
      apiKeyId: apiKey.id,
      onStarted: plan => started.push(plan),
    })
    await open()
    await expect.element(dialog().getByText(/Owned by you · .*Copies invoices/)).toBeVisible()
    await expect.element(dialog().getByRole('radio', { name: '30 days' })).toBeChecked()
    await expect.element(dialog().getByText(/^2 scopes/)).toBeVisible()
    await button('Create application').click()
    await expectDialog('Your new client secret')
    const secret = await readSecret()
    expect(requests.some(isStart)).toBe(false)
    expect((await keyNow(apiKey.id)).expiresAt).toBe(apiKey.expiresAt)
    await takeSecret()
    await expectWatch()
    await expect.element(dialog().getByText('No token yet')).toBeVisible()
    expect(started.map(({ status }) => status)).toEqual(['running'])

    const [application] = await applicationsOf(apiKey.id)
    expect(application).toMatchObject({
      name: 'Invoice sync',
      scopes: ['comments:read', 'posts:read'],
      purpose: 'Copies invoices',
      owner: { id: apiKey.owner?.id },
      metadata: { team: 'finance' },
    })
    const days = (Date.parse((await keyNow(apiKey.id)).expiresAt ?? '') - Date.now()) / day
    expect(Math.round(days)).toBe(30)
    expect(await navigator.clipboard.readText()).toBe(secret)
    expect(readCache()).not.toContain(secret)
    expect(document.body.innerHTML).not.toContain(secret)
  })

  it('says which permissions become scopes, which stay behind and why, and takes more', async () => {
    const { apiKey } = await makeKey('admin', { permissions: ['posts:read', 'exports:create'] })
    mountMigration({ apiKeyId: apiKey.id, as: 'developer' })
    await open()
    const groups = () =>
      [...document.querySelectorAll('[data-keydesk-part="map"] [data-keydesk-part="fact"]')].map(
        ({ textContent }) => textContent,
      )
    await expect.poll(groups).toEqual(['Comes alongposts:read', 'Stays behindexports:create'])
    await expect
      .element(dialog().getByText(/You don’t hold exports:create, so you can’t give it\./))
      .toBeVisible()
    await button('Change the scopes').click()
    await dialog().getByRole('group', { name: 'Comments' }).getByRole('radio', { name: 'Read' }).click()
    await expect
      .poll(groups)
      .toEqual(['Comes alongposts:read', 'Stays behindexports:create', 'Addedcomments:read'])
    await button('Create application').click()
    await takeSecret()
    await expectWatch()
    await expect.element(dialog().getByText('exports:create')).toBeVisible()
    const [application] = await applicationsOf(apiKey.id)
    expect(application?.scopes).toEqual(['comments:read', 'posts:read'])
  })

  it('ends the key no later than it would end by itself, nor than the rules allow', async () => {
    const { apiKey } = await makeKey('admin', { expiresAt: inDays(12) })
    const { unmount } = mountMigration({ apiKeyId: apiKey.id })
    await open()
    await expect.element(dialog().getByRole('radio', { name: 'As late as possible' })).toBeChecked()
    await expect.element(dialog().getByText(/That is when it ends by itself\./)).toBeVisible()
    expect(dialog().getByRole('radio', { name: '14 days' }).query()).toBeNull()
    unmount()
    mountMigration({ apiKeyId: apiKey.id, as: 'strict' })
    await open()
    await expect.element(dialog().getByRole('radio', { name: '1 hour' })).toBeChecked()
    expect(dialog().getByRole('radio', { name: '1 day' }).query()).toBeNull()
  })

  it('is there again after a sign-in in the middle, with what was typed', async () => {
    const { apiKey } = await makeKey()
    const first = mountMigration({
      apiKeyId: apiKey.id,
      signInUrl: '#sign-in',
      network: refuseOnce(isCreate, 403, 'reauthentication_required'),
    })
    await open()
    await page.getByRole('textbox', { name: 'Name' }).fill('Half done')
    await dialog().getByRole('radio', { name: '7 days' }).click()
    await button('Create application').click()
    await page.getByRole('link', { name: 'Sign in again' }).click()
    first.unmount()
    mountMigration({ apiKeyId: apiKey.id })
    await open()
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Half done')
    await expect.element(dialog().getByRole('radio', { name: '7 days' })).toBeChecked()
    await button('Create application').click()
    await takeSecret()
    await expectWatch()
  })

  it('makes one application where the answer was lost, and begins again where its secret was lost with it', async () => {
    const { apiKey } = await makeKey()
    mountMigration({ apiKeyId: apiKey.id, network: loseOnce(isCreate) })
    await open()
    await page.getByRole('textbox', { name: 'Name' }).fill('Second life')
    await button('Create application').click()
    await expect.element(dialog().getByText(/Try again: no second one is made\./)).toBeVisible()
    await button('Create application').click()
    await expectDialog('The secret was made, but its value is lost')
    await expect.element(dialog().getByText(/The key goes on as before\./)).toBeVisible()
    await button('Close').last().click()
    await expectDialog('Nobody has the secret')
    await button('Delete the application…').click()
    await expectDialog('Delete “Second life”?')
    await button('Delete', { exact: true }).click()
    await expectDialog(title)
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Second life')
    expect((await keyNow(apiKey.id)).expiresAt).toBe(apiKey.expiresAt)
    expect((await applicationsOf(apiKey.id)).filter(({ status }) => status === 'active')).toEqual([])
  })
})

describe('the start', () => {
  it('is offered again where it failed: the application exists, the key goes on, and nothing is lost', async () => {
    const { apiKey } = await makeKey()
    mountMigration({ apiKeyId: apiKey.id, network: refuseOnce(isStart, 503, 'store_unavailable') })
    await open()
    await dialog().getByRole('radio', { name: '7 days' }).click()
    await button('Create application').click()
    await takeSecret()
    await expectDialog('One step is left')
    await expect
      .element(
        dialog().getByText(
          /^The application “Invoice sync” exists\. The key “Invoice sync” goes on as before/,
        ),
      )
      .toBeVisible()
    await expect.element(dialog().getByText(/Refused: store_unavailable\./)).toBeVisible()
    await expect.element(dialog().getByRole('radio', { name: '7 days' })).toBeChecked()
    expect((await keyNow(apiKey.id)).expiresAt).toBe(apiKey.expiresAt)
    await button('Set the date').click()
    await expectWatch()
    expect(await applicationsOf(apiKey.id)).toHaveLength(1)
  })

  it('is offered another day too, for the application that was made then', async () => {
    const { apiKey } = await makeKey()
    await makeSuccessor(apiKey)
    mountMigration({ apiKeyId: apiKey.id })
    await open('One step is left')
    await button('Later').click()
    await expectDialog(null)
    await open('One step is left')
    await button('Set the date').click()
    await expectWatch()
    expect(await applicationsOf(apiKey.id)).toHaveLength(1)
  })

  it('counts where its answer was lost', async () => {
    const { apiKey } = await makeKey()
    const started: CredentialMigration[] = []
    mountMigration({
      apiKeyId: apiKey.id,
      network: loseOnce(isStart),
      onStarted: plan => started.push(plan),
    })
    await open()
    await button('Create application').click()
    await takeSecret()
    await expectWatch()
    expect(started).toHaveLength(1)
  })
})

describe('the watch', () => {
  it('says when it is safe to finish; finishing ends the key at once and says what became of it', async () => {
    const { apiKey, value, getToken } = await inThePast(2 * hour, startPlan)
    const finished: CredentialMigration[] = []
    mountMigration({ apiKeyId: apiKey.id, onFinished: plan => finished.push(plan) })
    await open(null)
    await expectWatch()
    await expect.element(dialog().getByText(/the application has got no token so far/)).toBeVisible()
    await getToken()
    await expect
      .element(dialog().getByText(/^Safe to finish: for more than an hour only the application/))
      .toBeVisible()
    await spendKey(value)
    await expect.element(dialog().getByText(/^Not yet safe to finish: something used the key/)).toBeVisible()
    await button('Finish now…').click()
    await expectDialog('Finish now?')
    await expect.element(button('Go back')).toHaveFocus()
    await expect.element(dialog().getByText(/^Not yet safe to finish/)).toBeVisible()
    await button('End the key').click()
    await expectWatch('Finished')
    await expect
      .element(dialog().getByText('The key was ended, and the application has taken over.'))
      .toBeVisible()
    expect((await keyNow(apiKey.id)).status).toBe('revoked')
    expect(finished.map(({ status }) => status)).toEqual(['finished'])
    await button('Close').last().click()
    await expectDialog(null)
    await expect.element(button('Move it')).toHaveFocus()
    await open('“Invoice sync” was moved Finished')
  })

  it('a test token does not make it safe', async () => {
    const { apiKey, test } = await inThePast(2 * hour, startPlan)
    await test()
    mountMigration({ apiKeyId: apiKey.id })
    await open(null)
    await expectWatch()
    await expect.element(dialog().getByText(/^Got a token/)).toBeVisible()
    await expect
      .element(dialog().getByText(/^Not yet safe to finish: the application must still get tokens/))
      .toBeVisible()
    await button('Finish now…').click()
    await expect.element(dialog().getByText(/A test alone is not enough\.$/)).toBeVisible()
  })

  it('says that the application has taken over only where it got a token', async () => {
    const { apiKey, getToken } = await inThePast(11 * day, () => startPlan('admin', { endsAt: inDays(-1) }))
    const says = async (badge: string, id: string, text: string) => {
      const { unmount } = mountMigration({ apiKeyId: id })
      await open(null)
      await expectWatch(badge)
      await expect.element(dialog().getByText(text, { exact: true })).toBeVisible()
      unmount()
    }
    const noToken = 'The application has got no token so far.'
    await says('Under way', apiKey.id, `The key ended at its date. ${noToken}`)
    await getToken()
    await says('Under way', apiKey.id, 'The key ended at its date, and the application has taken over.')
    const other = await startPlan()
    await clientAs('admin').migrations.finish(other.plan.id)
    await says('Finished', other.apiKey.id, `The key was ended. ${noToken}`)
  })

  it('is cancelled at any time: the key gets its former end back, and the application is deleted', async () => {
    const { apiKey, application, getToken } = await startPlan()
    const cancelled: CredentialMigration[] = []
    mountMigration({ apiKeyId: apiKey.id, onCancelled: plan => cancelled.push(plan) })
    await getToken()
    await open(null)
    await expectWatch()
    await button('Cancel the move…').click()
    await expectDialog('Cancel the move?')
    await expect.element(dialog().getByText(/has to go back to the key first\./)).toBeVisible()
    const month = new Intl.DateTimeFormat('en', { month: 'long' }).format(Date.parse(apiKey.expiresAt ?? ''))
    await expect
      .element(dialog().getByText(new RegExp(`goes on, and ends on .*${month}.*, as before the move\\.`)))
      .toBeVisible()
    await expect.element(dialog().getByText(/Elsewhere they live until they expire\./)).toBeVisible()
    await button('Cancel the move').last().click()
    await expectWatch('Cancelled')
    await expect.element(dialog().getByText(/^The key goes on with its former end\./)).toBeVisible()
    expect((await keyNow(apiKey.id)).expiresAt).toBe(apiKey.expiresAt)
    expect((await clientAs('admin').m2mApplications.get(application.id)).status).toBe('deleted')
    expect(cancelled.map(({ status }) => status)).toEqual(['cancelled'])
    await pressEscape()
    await expectDialog(null)
    await open()
  })

  it('says before it is cancelled that the key then has no end, where it had none', async () => {
    const { apiKey } = await startPlan('admin', { expiresAt: null })
    mountMigration({ apiKeyId: apiKey.id })
    await open(null)
    await expectWatch()
    await button('Cancel the move…').click()
    await expect.element(dialog().getByText(/goes on without an end, as before the move\./)).toBeVisible()
  })

  it('offers no later date than the end that the key would have had', async () => {
    const { apiKey } = await startPlan('admin', { expiresAt: inDays(20) })
    mountMigration({ apiKeyId: apiKey.id })
    await open(null)
    await expectWatch()
    await button('Change the date').click()
    await expectDialog('Change the date')
    expect(dialog().getByRole('radio', { name: '30 days' }).query()).toBeNull()
    await dialog().getByRole('radio', { name: 'As late as possible' }).click()
    await expect.element(dialog().getByText(/That is when it ends by itself\./)).toBeVisible()
    await button('Save').click()
    await expectWatch()
    expect((await keyNow(apiKey.id)).expiresAt).toBe(apiKey.expiresAt)
  })

  it('is seen, finished and cancelled also where the host has switched applications off meanwhile', async () => {
    const { apiKey } = await startPlan()
    const { unmount } = mountMigration({ as: 'keysOnly', apiKeyId: apiKey.id })
    await open(null)
    await expectWatch()
    await button('Cancel the move…').click()
    await button('Cancel the move').last().click()
    await expectWatch('Cancelled')
    expect((await keyNow(apiKey.id)).expiresAt).toBe(apiKey.expiresAt)
    unmount()
    const other = await startPlan()
    mountMigration({ as: 'keysOnly', apiKeyId: other.apiKey.id })
    await open(null)
    await expectWatch()
    await button('Finish now…').click()
    await button('End the key').click()
    await expectWatch('Finished')
    expect((await keyNow(other.apiKey.id)).status).toBe('revoked')
  })

  it('moves the date, and says at the field why a date is refused', async () => {
    const { apiKey } = await startPlan()
    const isPatch = ({ method }: Request) => method === 'PATCH'
    const network = refuseOnce(isPatch, 422, 'validation_failed', [
      { pointer: '#/endsAt', code: 'expiry_too_late', detail: 'The date is too late.' },
    ])
    mountMigration({ apiKeyId: apiKey.id, network })
    await open(null)
    await expectWatch()
    await button('Change the date').click()
    await expectDialog('Change the date')
    await page.getByLabelText('Last day it works').fill(inDays(150).slice(0, 10))
    await button('Save').click()
    const said = () => document.querySelector('[data-keydesk-part="field-error"]')?.textContent
    await expect.poll(said).toMatch(/\S/)
    await dialog().getByRole('radio', { name: '90 days' }).click()
    await button('Save').click()
    await expectWatch()
    const days = (Date.parse((await keyNow(apiKey.id)).expiresAt ?? '') - Date.now()) / day
    expect(Math.round(days)).toBe(90)
  })

  it('sees that another tab has finished it, also behind a question', async () => {
    const { apiKey, plan } = await startPlan()
    const finished: CredentialMigration[] = []
    mountMigration({ apiKeyId: apiKey.id, onFinished: ended => finished.push(ended) })
    await open(null)
    await expectWatch()
    await button('Cancel the move…').click()
    await expectDialog('Cancel the move?')
    await clientAs('admin').migrations.finish(plan.id)
    await expectWatch('Finished')
    expect(finished).toHaveLength(1)
  })
})

describe('who may not', () => {
  it('sees a plan that runs, and has no button that would fail', async () => {
    const { apiKey } = await startPlan('varied')
    mountMigration({ apiKeyId: apiKey.id, as: 'viewer' })
    await open(null)
    await expectWatch()
    await expect.element(dialog().getByText('You can see this, but not change it.')).toBeVisible()
    for (const name of ['Finish now…', 'Cancel the move…', 'Change the date'])
      expect(button(name).query()).toBeNull()
  })

  it('reads why there is no way: rights, the rules of either kind, a key that is over', async () => {
    const { apiKey } = await makeKey()
    const read = async (as: ActorName, id: string, reason: RegExp) => {
      const { unmount } = mountMigration({ apiKeyId: id, as })
      await open('Move to an application')
      await expect.element(dialog().getByText(reason)).toBeVisible()
      expect(button('Create application').query()).toBeNull()
      unmount()
    }
    await read('tokenless', apiKey.id, /^No new applications can be made here/)
    await read('keysOnly', apiKey.id, /^No new applications can be made here/)
    await read('wary', apiKey.id, /^The rules here end a replaced key at once/)
    const { apiKey: varied } = await makeKey('varied')
    await read('viewer', varied.id, /^This key is not being moved\./)
    const { apiKeys } = clientAs('admin')
    await apiKeys.rotate(apiKey.id, { overlapSeconds: 3600 }, { idempotencyKey: crypto.randomUUID() })
    await read('admin', apiKey.id, /^This key was replaced by a newer one\./)
    await apiKeys.revoke(apiKey.id)
    await read('admin', apiKey.id, /^This key has ended/)
    await read('nobody', apiKey.id, /^Sign in to see/)
  })
})

it('moves a key and finishes with the keyboard alone', async () => {
  const { apiKey } = await makeKey()
  mountMigration({ apiKeyId: apiKey.id })
  await tabTo(focused('Move it'))
  await userEvent.keyboard('{Enter}')
  await expectDialog(title)
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveFocus()
  await tabTo(() => document.activeElement?.getAttribute('type') === 'radio')
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(dialog().getByRole('radio', { name: '14 days' })).toBeChecked()
  await tabTo(focused('Create application'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('Your new client secret')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('The client secret was copied.')).toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await expectWatch()
  await tabTo(focused('Finish now…'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('Finish now?')
  await userEvent.keyboard('{Tab}{Enter}')
  await expectWatch('Finished')
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
  await expect.element(button('Move it')).toHaveFocus()
})

it('reflows at 320 px: nothing is cut off or scrolls sideways, from right to left too', async () => {
  document.documentElement.dir = 'rtl'
  const { apiKey } = await startPlan()
  await page.viewport(320, 640)
  try {
    mountMigration({ apiKeyId: apiKey.id, dir: 'rtl' })
    await open(null)
    await expectWatch()
    const box = document.querySelector('dialog')
    expect(box?.scrollWidth).toBeLessThanOrEqual(box?.clientWidth ?? 0)
    const [first, second] = document.querySelectorAll('[data-keydesk-part="side"]')
    expect(first?.getBoundingClientRect().bottom).toBeLessThan(second?.getBoundingClientRect().top ?? 0)
  } finally {
    await page.viewport(1100, 800)
  }
})
