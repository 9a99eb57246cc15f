import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { button, dialog, dialogTitle, expectDialog, rowNames, startDetails } from '../testing/steps.ts'
import { baseUrl, clientAs } from '../testing/world.ts'

const admin = clientAs('admin')
let made = 0
const makeKey = async (body: Partial<Parameters<typeof admin.apiKeys.create>[0]> = {}) => {
  made += 1
  const { apiKey } = await admin.apiKeys.create(
    { name: 'Exports', permissions: ['posts:read', 'analytics:read'], expiresAt: null, ...body },
    { idempotencyKey: `details-${made}-${Date.now()}` },
  )
  return apiKey
}

const rotate = async (id: string, name: string) => {
  const response = await fetch(`${baseUrl()}/api-keys/${id}/rotate`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'Idempotency-Key': `rotate-${id}`,
      'Keydesk-Client': 'tests/1',
      'X-Test-Actor': 'admin',
    },
    body: JSON.stringify({ overlapSeconds: 3600, name }),
  })
  expect(response.status).toBe(201)
}

/** The text beside a label of the open dialog. */
const fact = (label: string) =>
  [...document.querySelectorAll('dialog:modal [data-keydesk-part="fact"]')]
    .find(found => found.querySelector('dt')?.textContent === label)
    ?.querySelector('dd')?.textContent

const events = () =>
  [...document.querySelectorAll('dialog:modal [data-keydesk-part="event"]')].map(
    found => found.textContent ?? '',
  )

it('answers on one card who owns it, what it can do and how it is revoked', async () => {
  await makeKey()
  mount()
  await startDetails('Exports')
  await expect.poll(() => fact('What it can do')).toBe('It can read posts and analytics.')
  const card = page.getByRole('region', { name: 'The key in short' })
  expect(card.element().querySelectorAll('dt')).toHaveLength(3)
  expect(fact('Who owns it')).toBe('You admin@northwind.test')
  expect(fact('How it is revoked')).toContain('Never used, as far as is known.')
  await card.getByRole('button', { name: 'Revoke…' }).click()
  await expectDialog('Revoke “Exports”?')
})

it('goes back to the details when the revoking was cancelled, and to the list when it was done', async () => {
  await makeKey()
  mount()
  await startDetails('Exports')
  await button('Revoke…').click()
  await button('Cancel').click()
  await expect.poll(dialogTitle).toContain('Exports')
  await expect.element(button('Revoke…')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await button('Revoke', { exact: true }).click()
  await expectDialog(null)
  await expect.element(page.getByText('“Exports” was revoked.')).toBeInTheDocument()
  await expect.element(page.getByRole('heading', { name: 'API keys' })).toHaveFocus()
  await expect.poll(rowNames).toEqual([])
})

it('opens from the name by keyboard, closes with Esc, and gives the focus back', async () => {
  mount({ as: 'varied' })
  await expect.element(button('Zapier', { exact: true })).toBeVisible()
  button('Zapier', { exact: true }).element().focus()
  await userEvent.keyboard('{Enter}')
  await expect.poll(dialogTitle).toContain('Zapier')
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
  await expect.element(button('Zapier', { exact: true })).toHaveFocus()
})

it('opens from the menu, also of a key that is revoked', async () => {
  const client = clientAs('varied')
  const { data } = await client.apiKeys.list()
  await client.apiKeys.revoke(data.find(({ name }) => name === 'Zapier')?.id ?? '')
  mount({ as: 'varied' })
  await button('Status').click()
  await page.getByRole('menuitemcheckbox', { name: 'Revoked' }).click()
  await userEvent.keyboard('{Escape}')
  await button('Actions for Zapier').click()
  await page.getByRole('menuitem', { name: 'Details' }).click()
  await expect.poll(dialogTitle).toBe('Zapier Revoked')
  expect(fact('How it is revoked')).toContain('It is revoked, and works nowhere.')
  expect(dialog().getByRole('button', { name: 'Revoke' }).query()).toBeNull()
})

it('shows everything that is known, dates to the minute and permissions by their names', async () => {
  const made = await makeKey({
    purpose: 'Exports posts at night',
    expiresAt: '2099-02-20T00:12:00Z',
    metadata: { team: 'data' },
  })
  mount({ timeZone: 'Europe/Berlin', locale: 'en-GB' })
  await startDetails('Exports')
  await expect.poll(() => fact('Expires')).toContain('20 February 2099 at 01:12 CET')
  expect(fact('What it is for')).toBe('Exports posts at night')
  expect(fact('Key')).toBe(made.obfuscatedValue)
  expect(fact('Created')).toMatch(/\d{4} at \d\d:\d\d .+now\)$/)
  expect(fact('Created by')).toBe('You admin@northwind.test')
  expect(fact('Last used')).toBe('Never')
  expect(fact('Origin')).toBe('Made here')
  expect(fact('Secret')).toBe('Never reached its reader')
  expect(fact('Metadata')).toBe('team data')
  expect(fact('Id')).toContain(made.id)
  const list = page.getByRole('list', { name: '2 permissions' })
  await expect.element(list.getByText('posts:read')).toBeVisible()
  const { data } = await admin.permissions.list()
  const name = data.find(({ slug }) => slug === 'posts:read')?.name ?? 'no name'
  await expect.element(list.getByText(name)).toBeVisible()
})

it('copies the id, and selects it where the browser refuses', async () => {
  const made = await makeKey()
  mount()
  await startDetails('Exports')
  await button('Copy the id').click()
  await expect.element(page.getByText('Copied', { exact: true })).toBeVisible()
  expect(await navigator.clipboard.readText()).toBe(made.id)
  const denied = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('denied'))
  await button('Copy the id').click()
  await expect.element(page.getByText(/^Your browser did not allow copying/)).toBeVisible()
  expect(getSelection()?.toString()).toBe(made.id)
  denied.mockRestore()
})

it('walks from a key to the one that replaced it, and back', async () => {
  const old = await makeKey({ name: 'First' })
  await rotate(old.id, 'Second')
  mount()
  await startDetails('First')
  await dialog().getByRole('button', { name: 'Second' }).click()
  await expect.poll(dialogTitle).toContain('Second')
  expect(fact('Replaces')).toBe('First')
  await dialog().getByRole('button', { name: 'First' }).click()
  await expect.poll(dialogTitle).toContain('First')
  expect(fact('Replaced by')).toBe('Second')
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
  await expect.element(button('First', { exact: true })).toHaveFocus()
})

it('tells what happened: who, what, when, before and after, and the request id', async () => {
  const made = await makeKey()
  await admin.apiKeys.acknowledge(made.id)
  await admin.apiKeys.update(made.id, { ownerId: 'user_northwind_developer', purpose: 'Nightly' })
  mount()
  await startDetails('Exports')
  await expect.poll(events).toHaveLength(3)
  const [changed, shown, created] = events()
  expect(changed).toMatch(/^Changed You · now/)
  expect(changed).toContain('Owner: \u2068You\u2069 → \u2068Mateo Fuentes\u2069')
  expect(changed).toContain('What it is for: \u2068none\u2069 → \u2068Nightly\u2069')
  const { data } = await admin.auditEvents.list({ credentialId: made.id })
  expect(changed).toContain(data[0]?.requestId)
  expect(shown).toMatch(/^Its secret was shown You/)
  expect(created).toMatch(/^Created You/)
  expect(created).toContain('Expires: \u2068Never\u2069')
})

it('shows more of what happened, a page at a time', async () => {
  const made = await makeKey()
  for (let at = 0; at < 51; at += 1) await admin.apiKeys.update(made.id, { purpose: `Purpose ${at}` })
  const { requests } = mount()
  await startDetails('Exports')
  await expect.poll(events).toHaveLength(25)
  await button('Show more').click()
  await expect.poll(events).toHaveLength(50)
  await button('Show more').click()
  await expect.poll(events).toHaveLength(52)
  expect(events().at(-1)).toMatch(/^Created/)
  expect(button('Show more').query()).toBeNull()
  const older = requests.filter(({ url }) => url.includes('audit-events') && url.includes('cursor='))
  expect(older).toHaveLength(2)
})

it('keeps what it has when more cannot be loaded, and tries again', async () => {
  const made = await makeKey()
  for (let at = 0; at < 26; at += 1) await admin.apiKeys.update(made.id, { purpose: `Purpose ${at}` })
  let isDown = false
  mount({
    network: async (request, send) => {
      if (isDown && request.url.includes('audit-events')) throw new TypeError('Failed to fetch')
      return send(request)
    },
  })
  await startDetails('Exports')
  await expect.poll(events).toHaveLength(25)
  isDown = true
  await button('Show more').click()
  await expect.element(page.getByRole('alert').getByText(/No answer came/)).toBeVisible()
  expect(events()).toHaveLength(25)
  isDown = false
  await button('Try again').click()
  await expect.poll(events).toHaveLength(27)
})

it('read access sees the details, without activity and without buttons that would fail', async () => {
  const { requests } = mount({ as: 'viewer' })
  await startDetails('Zapier')
  await expect.poll(() => fact('What it can do')).toBe('It can read and write posts and read comments.')
  expect(fact('How it is revoked')).toContain('By anyone here who may change keys.')
  const names = [...document.querySelectorAll('dialog:modal button')].map(
    found => found.getAttribute('aria-label') ?? found.textContent,
  )
  expect(names).toEqual(['Close', 'Copy the id'])
  expect(page.getByRole('heading', { name: 'Activity' }).query()).toBeNull()
  expect(requests.some(({ url }) => url.includes('audit-events'))).toBe(false)
})

it('asks for no activity of a broker that keeps none', async () => {
  const { requests } = mount({
    as: 'varied',
    network: async (request, send) => {
      const response = await send(request)
      if (!request.url.endsWith('/session')) return response
      const session = await response.json()
      return Response.json({ ...session, features: { ...session.features, audit: false } })
    },
  })
  await startDetails('Zapier')
  await expect.poll(() => fact('Origin')).toBe('Made elsewhere')
  expect(page.getByRole('heading', { name: 'Activity' }).query()).toBeNull()
  expect(requests.some(({ url }) => url.includes('audit-events'))).toBe(false)
})

it('says that a key is not here, and why another could not be loaded', async () => {
  const onError = vi.fn()
  const { unmount } = mount({ as: 'varied', keyId: 'api_key_00000001', onError })
  await expectDialog('This key is not here')
  await expect.element(page.getByText(/belongs to another organization/)).toBeVisible()
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: 'not_found' }))
  unmount()
  const { data } = await clientAs('many').apiKeys.list({ limit: 100 })
  const far = data[60 - 1]
  let isDown = true
  mount({
    as: 'many',
    keyId: far?.id ?? null,
    network: (request, send) => {
      if (isDown && request.url.includes(`/api-keys/${far?.id}`)) throw new TypeError('Failed to fetch')
      return send(request)
    },
  })
  await expectDialog('The key could not be loaded')
  isDown = false
  await button('Try again').click()
  await expect.poll(dialogTitle).toContain(far?.name)
})

it('says when a review is due, and that it was made, to who may change the key', async () => {
  const { id } = await makeKey()
  mount()
  await startDetails('Exports')
  await expect.poll(() => fact('Review due')).toMatch(/\(in 2 months\)/)
  await button('Mark as reviewed').click()
  await expect.poll(async () => (await admin.apiKeys.get(id)).reviewedAt).not.toBeNull()
  await expect.element(page.getByText('Reviewed', { exact: true }).first()).toBeVisible()
  await expect.element(button('Mark as reviewed')).toHaveFocus()
})

it('offers no review to a reader, nor of a key that works no more', async () => {
  const first = mount({ as: 'viewer' })
  await startDetails('CI deploy')
  await expect.poll(() => fact('Review due')).toMatch(/in 9 days/)
  expect(button('Mark as reviewed').query()).toBeNull()
  first.unmount()
  mount({ as: 'varied' })
  await startDetails('Prototype')
  await expect.poll(() => fact('Last used')).toBeTruthy()
  expect(fact('Review due')).toBeUndefined()
})

it('says why a review could not be noted', async () => {
  await makeKey()
  mount({
    network: async (request, send) => {
      if (request.url.endsWith('/review')) throw new TypeError('Failed to fetch')
      return send(request)
    },
  })
  await startDetails('Exports')
  await button('Mark as reviewed').click()
  await expect.element(page.getByText(/^No answer came/)).toBeVisible()
})

it('shows what was answered before it was made, and what was recommended', async () => {
  await makeKey({ choice: { caller: 'script', canDoOAuth: 'unsure', tokenLifetime: 'any' } })
  mount()
  await startDetails('Exports')
  await expect.poll(() => fact('Recommended')).toMatch(/^An API key fits, because whatever can send a header/)
  expect(fact('Who calls?')).toBe('A script or a tool')
  expect(fact('If what it sends leaks, how long may that work?')).toBe('Until we revoke it')
})
