import { expect, test } from 'vitest'
import * as z from 'zod'
import { defaultSeed } from '../seed/default-seed.ts'
import { startClient } from '../testing/start-client.ts'
import { readApiKey } from '../testing/wire.ts'

const keys = '/organizations/org_northwind/api_keys'
const memberships = '/user_management/organization_memberships'
const day = 86_400_000
const pageSchema = z.strictObject({
  object: z.literal('list'),
  data: z.array(
    z.strictObject({
      object: z.literal('event'),
      id: z.string().regex(/^event_[0-9A-Z]{26}$/),
      event: z.string(),
      data: z.record(z.string(), z.unknown()),
      created_at: z.iso.datetime(),
    }),
  ),
  list_metadata: z.strictObject({ after: z.string().nullable() }),
})

const start = async (options: Parameters<typeof startClient>[0] = {}) => {
  const client = await startClient(options)
  const list = async (query = '') =>
    pageSchema.parse(await (await client.call(`/events?order=asc&limit=100${query}`)).json())
  const names = async (query = '') => (await list(query)).data.map(it => it.event)
  const remove = async (path: string) => (await client.call(path, { method: 'DELETE' })).status
  const membershipOf = async (userId: string) =>
    (await client.workos.userManagement.listOrganizationMemberships({ userId })).data[0]?.id ?? ''
  return { ...client, list, names, remove, membershipOf }
}

test('a key tells that it was made, that its end was moved and from when, and that it was revoked', async () => {
  const { post, list, remove } = await start()
  const { value, ...key } = await readApiKey(await post(keys, { name: 'Key', permissions: ['posts:read'] }))
  const at = '2099-01-01T00:00:00.000Z'
  const scheduled = await readApiKey(await post(`/api_keys/${key.id}/expire`, { expires_at: at }))
  const cleared = await readApiKey(await post(`/api_keys/${key.id}/expire`, { expires_at: null }))
  await remove(`/api_keys/${key.id}`)
  const { value: _, ...asScheduled } = scheduled
  const { value: __, ...asCleared } = cleared
  const { data } = await list()
  expect(data.map(({ event, data }) => ({ event, data }))).toEqual([
    { event: 'api_key.created', data: key },
    { event: 'api_key.updated', data: { ...asScheduled, previous_attributes: { expires_at: null } } },
    { event: 'api_key.updated', data: { ...asCleared, previous_attributes: { expires_at: at } } },
    { event: 'api_key.revoked', data: asCleared },
  ])
  expect(JSON.stringify(data)).not.toContain(value)
})

test('what changes nothing, fails or is replayed emits nothing', async () => {
  const { post, call, names, remove, membershipOf } = await start()
  const { id } = await readApiKey(await post(keys, { name: 'Key' }, { 'idempotency-key': 'one' }))
  await post(keys, { name: 'Key' }, { 'idempotency-key': 'one' })
  await post(keys, { name: '' })
  await post(`/api_keys/${id}/expire`, { expires_at: null })
  await remove('/api_keys/api_key_gone')
  const membership = await membershipOf('user_northwind_viewer')
  await call(`${memberships}/${membership}/reactivate`, { method: 'PUT' })
  const body = JSON.stringify({ role_slug: 'viewer' })
  await call(`${memberships}/${membership}`, { method: 'PUT', body })
  expect(await names()).toEqual(['api_key.created'])
})

test('the SDK reads the events, and its typed ones lose the end of a key', async () => {
  const { workos, post, remove } = await start()
  const { id } = await readApiKey(await post(keys, { name: 'Key', expires_at: '2099-01-01T00:00:00.000Z' }))
  await remove(`/api_keys/${id}`)
  const { data } = await workos.events.listEvents({ events: ['api_key.created', 'user.deleted'] })
  expect(data).toMatchObject([
    { event: 'api_key.created', data: { id, obfuscatedValue: expect.stringContaining('sk_...') } },
  ])
  expect(data[0]?.data).not.toHaveProperty('expiresAt')
  expect(data[0]?.data).not.toHaveProperty('expires_at')
})

test('a membership tells of its roles, its status and its end; a pending one is neither on nor off', async () => {
  const seed = {
    ...defaultSeed,
    memberships: defaultSeed.memberships.map(it =>
      it.user === 'user_northwind_developer' ? { ...it, status: 'pending' as const } : it,
    ),
  }
  const { call, workos, list, remove, membershipOf } = await start({ seed })
  const id = await membershipOf('user_northwind_viewer')
  await workos.userManagement.updateOrganizationMembership(id, { roleSlug: 'developer' })
  await workos.userManagement.deactivateOrganizationMembership(id)
  await workos.userManagement.deactivateOrganizationMembership(id)
  await workos.userManagement.reactivateOrganizationMembership(id)
  expect(await remove(`${memberships}/${id}`)).toBe(200)
  expect(await remove(`${memberships}/${id}`)).toBe(404)
  const { data } = await list()
  const told = { object: 'organization_membership', id, role: { slug: 'developer' } }
  expect(data).toMatchObject([
    { event: 'organization_membership.updated', data: { ...told, status: 'active' } },
    { event: 'organization_membership.updated', data: { ...told, status: 'inactive' } },
    { event: 'organization_membership.updated', data: { ...told, status: 'active' } },
    { event: 'organization_membership.deleted', data: { ...told, status: 'active' } },
  ])
  expect(data[0]?.data).not.toHaveProperty('user')

  const { data: pending } = await workos.userManagement.listOrganizationMemberships({
    userId: 'user_northwind_developer',
    statuses: ['pending'],
  })
  for (const verb of ['deactivate', 'reactivate']) {
    const answer = await call(`${memberships}/${pending[0]?.id}/${verb}`, { method: 'PUT' })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ code: `cannot_${verb}_pending_organization_membership` })
  }
})

test('without the membership a session can go on in another organization only', async () => {
  const { signIn, refresh, workos, remove } = await start()
  const { refreshToken } = await signIn('admin@northwind.test', 'org_northwind')
  const { data } = await workos.userManagement.listOrganizationMemberships({
    userId: 'user_northwind_admin',
    organizationId: 'org_northwind',
  })
  await remove(`${memberships}/${data[0]?.id}`)
  await expect(refresh(refreshToken)).rejects.toMatchObject({ error: 'organization_membership_not_found' })
  expect(await refresh(refreshToken, 'org_globex')).toMatchObject({ organizationId: 'org_globex' })
})

test('a deleted user is gone with memberships, sessions and codes', async () => {
  const { signIn, authorize, refresh, workos, remove, list } = await start()
  const { refreshToken } = await signIn('admin@northwind.test')
  const other = await signIn('viewer@northwind.test')
  const { code, codeVerifier } = await authorize('admin@northwind.test')
  expect(await remove('/user_management/users/user_northwind_admin')).toBe(200)
  await expect(refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
  await expect(workos.userManagement.authenticateWithCode({ code, codeVerifier })).rejects.toMatchObject({
    error: 'invalid_grant',
  })
  await refresh(other.refreshToken)
  const members = await workos.userManagement.listOrganizationMemberships({ organizationId: 'org_northwind' })
  expect(members.data.map(it => it.userId)).not.toContain('user_northwind_admin')
  expect((await list()).data).toMatchObject([
    { event: 'organization_membership.deleted', data: { organization_id: 'org_northwind' } },
    { event: 'organization_membership.deleted', data: { organization_id: 'org_globex' } },
    { event: 'user.deleted', data: { id: 'user_northwind_admin', email: 'admin@northwind.test' } },
  ])
})

test('a deleted organization takes its keys and memberships along, and another one’s stay', async () => {
  const { post, call, signIn, refresh, remove, names, workos } = await start()
  const { value } = await readApiKey(await post(keys, { name: 'Key' }))
  const elsewhere = await readApiKey(await post('/organizations/org_globex/api_keys', { name: 'Key' }))
  const { refreshToken } = await signIn('viewer@northwind.test')
  expect(await remove('/organizations/org_northwind')).toBe(202)
  expect((await call(keys)).status).toBe(404)
  const { apiKeys } = workos
  expect(await apiKeys.createValidation({ value })).toMatchObject({ apiKey: null })
  expect(await apiKeys.createValidation(elsewhere)).toMatchObject({ apiKey: { id: elsewhere.id } })
  await expect(refresh(refreshToken)).rejects.toMatchObject({ error: 'organization_not_found' })
  expect(await names('&organization_id=org_northwind')).toEqual([
    'api_key.created',
    'api_key.revoked',
    'organization_membership.deleted',
    'organization_membership.deleted',
    'organization_membership.deleted',
    'organization.deleted',
  ])
  expect(await names('&organization_id=org_globex')).toEqual(['api_key.created'])
})

test('an organization of 10,000 keys is deleted at once, with an event for each', async () => {
  const { remove, emulator } = await start({
    seed: { ...defaultSeed, apiKeys: [{ organization: 'org_northwind', count: 10_000 }] },
  })
  const began = performance.now()
  expect(await remove('/organizations/org_northwind')).toBe(202)
  expect(performance.now() - began).toBeLessThan(5_000)
  expect(emulator.events().filter(it => it.event === 'api_key.revoked')).toHaveLength(10_000)
})

test('events are listed by name, time and place, and from any cursor on', async () => {
  let time = Date.UTC(2026, 5, 1)
  const { post, call, list, names, remove } = await start({ now: () => time })
  const first = await readApiKey(await post(keys, { name: 'First' }))
  time += 1000
  await remove(`/api_keys/${first.id}`)
  time += 1000
  await post(keys, { name: 'Second' })
  const all = (await list()).data
  expect(all.map(it => it.event)).toEqual(['api_key.created', 'api_key.revoked', 'api_key.created'])
  expect(await names('&events=api_key.revoked,user.deleted')).toEqual(['api_key.revoked'])
  expect(await names('&events=api_key.revoked&events=api_key.created')).toHaveLength(3)
  expect(await names(`&range_start=${all[1]?.created_at}`)).toEqual(['api_key.revoked', 'api_key.created'])
  expect(await names(`&range_end=${all[1]?.created_at}`)).toEqual(['api_key.created'])
  expect(await names(`&events=api_key.created&after=${all[1]?.id}`)).toEqual(['api_key.created'])
  const page = pageSchema.parse(await (await call('/events?limit=2')).json())
  expect(page.data.map(it => it.id)).toEqual([all[2]?.id, all[1]?.id])
  expect(page.list_metadata).toEqual({ after: all[1]?.id })
  for (const query of ['range_start=yesterday', 'limit=0', 'after=event_gone', 'order=up']) {
    expect((await call(`/events?${query}`)).status).toBe(422)
  }
  expect((await call('/events', { headers: { authorization: '' } })).status).toBe(401)
})

test('events are kept for 30 days', async () => {
  let time = Date.UTC(2026, 5, 1)
  const { post, names, emulator } = await start({ now: () => time })
  await post(keys, { name: 'Old' })
  time += 29 * day
  await post(keys, { name: 'New' })
  expect(await names()).toHaveLength(2)
  time += 2 * day
  expect(await names()).toHaveLength(1)
  await post(keys, { name: 'Newest' })
  expect(emulator.events()).toHaveLength(2)
})

test('a fault on a deletion leaves everything, unless it spoils only the answer', async () => {
  const { emulator, remove, names, call } = await start()
  emulator.addFault({ path: '^/organizations/', method: 'DELETE', status: 503 })
  expect(await remove('/organizations/org_globex')).toBe(503)
  expect(await names()).toEqual([])
  emulator.addFault({ path: '^/organizations/', method: 'DELETE', mode: 'reset', after: true })
  await expect(remove('/organizations/org_globex')).rejects.toThrow('fetch failed')
  expect((await call('/organizations/org_globex')).status).toBe(404)
  expect(await names()).toContain('organization.deleted')
})
