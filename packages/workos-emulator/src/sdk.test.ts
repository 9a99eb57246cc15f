import type { EventName } from '@workos-inc/node'
import { decodeJwt } from 'jose'
import { expect, test } from 'vitest'
import { callback, startClient } from './testing/start-client.ts'
import { watchAnswers } from './testing/watch-answers.ts'

const organizationId = 'org_northwind'
const userId = 'user_northwind_admin'

const { watched, judge, documents } = watchAnswers()
const editionHasExpire = documents('/api_keys/{id}/expire')

test('the real SDK works against every endpoint', async () => {
  const { workos, emulator, authorize, signIn, refresh, url } = await startClient({ fetchFn: watched })
  const { apiKeys, auditLogs, authorization, events, organizations, userManagement } = workos

  const session = await signIn('admin@northwind.test')
  expect(session).toMatchObject({ organizationId, user: { id: userId, name: 'Ingrid Solberg' } })
  const refreshed = await refresh(session.refreshToken, 'org_globex')
  expect(refreshed).toMatchObject({ organizationId: 'org_globex', user: { id: userId } })
  await expect(refresh('unknown')).rejects.toMatchObject({ status: 400, error: 'invalid_grant' })
  await expect(refresh(refreshed.refreshToken, 'org_nowhere')).rejects.toMatchObject({
    error: 'organization_not_found',
  })
  await watched(userManagement.getJwksUrl(emulator.clientId))
  await expect(watched(userManagement.getJwksUrl('client_other'))).resolves.toHaveProperty('status', 404)

  expect((await organizations.listOrganizations()).data.map(it => it.name)).toEqual([
    'Globex Robotics',
    'Northwind Labs',
  ])
  expect(await organizations.getOrganization(organizationId)).toMatchObject({ name: 'Northwind Labs' })
  await expect(organizations.getOrganization('org_x')).rejects.toMatchObject({ status: 404 })
  expect(await userManagement.getUser(userId)).toMatchObject({ email: 'admin@northwind.test' })
  await expect(userManagement.getUser('user_x')).rejects.toMatchObject({ status: 404 })
  expect((await userManagement.listUsers({ organizationId })).data).toHaveLength(3)
  expect((await userManagement.listUsers({ email: 'ADMIN@globex.test' })).data).toHaveLength(1)

  const memberships = await userManagement.listOrganizationMemberships({ userId, statuses: ['active'] })
  expect(memberships.data.map(it => it.organizationName)).toEqual(['Globex Robotics', 'Northwind Labs'])
  const membershipId = memberships.data[0]?.id ?? ''
  await userManagement.getOrganizationMembership(membershipId)
  const demoted = await userManagement.updateOrganizationMembership(membershipId, { roleSlug: 'viewer' })
  expect(demoted.role.slug).toBe('viewer')
  expect(await userManagement.deactivateOrganizationMembership(membershipId)).toMatchObject({
    status: 'inactive',
  })
  expect(await userManagement.reactivateOrganizationMembership(membershipId)).toMatchObject({
    status: 'active',
  })
  await expect(workos.get('/user_management/organization_memberships')).rejects.toMatchObject({
    status: 400,
  })

  const permissions = await authorization.listPermissions({ limit: 100, order: 'asc' })
  expect(permissions.data.map(it => it.slug)).toContain('posts:read')
  expect((await authorization.listEnvironmentRoles()).data.map(it => it.slug)).toEqual([
    'admin',
    'developer',
    'viewer',
  ])
  expect((await authorization.listOrganizationRoles(organizationId)).data).toHaveLength(3)
  await expect(authorization.listOrganizationRoles('org_x')).rejects.toMatchObject({ status: 404 })

  const key = await apiKeys.createOrganizationApiKey({
    organizationId,
    name: 'Nightly export',
    permissions: ['posts:read'],
  })
  expect(key.value).toMatch(/^sk_[0-9A-Za-z]{40}$/)
  expect(key.obfuscatedValue).toBe(`sk_...${key.value.slice(-4)}`)
  await expect(apiKeys.createOrganizationApiKey({ organizationId, name: '' })).rejects.toMatchObject({
    status: 422,
  })
  await expect(
    apiKeys.createOrganizationApiKey({ organizationId: 'org_x', name: 'a' }),
  ).rejects.toMatchObject({ status: 404 })
  const listed = await apiKeys.listOrganizationApiKeys({ organizationId, limit: 100 })
  expect(listed.data.map(it => it.id)).toEqual([key.id])
  await expect(apiKeys.listOrganizationApiKeys({ organizationId: 'org_x' })).rejects.toMatchObject({
    status: 404,
  })
  expect(await apiKeys.createValidation({ value: key.value })).toMatchObject({ apiKey: { id: key.id } })
  expect(await apiKeys.createValidation({ value: 'sk_unknown' })).toMatchObject({ apiKey: null })
  await expect(workos.post('/api_keys/validations', {})).rejects.toMatchObject({ status: 422 })
  await workos.post(`/api_keys/${key.id}/expire`, { expires_at: '2099-01-01T00:00:00.000Z' })
  await apiKeys.deleteApiKey(key.id)
  await expect(apiKeys.deleteApiKey(key.id)).rejects.toMatchObject({ status: 404 })

  const action = 'api_key.revoked'
  const target = { id: key.id, type: 'api_key' }
  const schema = await auditLogs.createSchema({
    action,
    targets: [{ type: 'api_key' }],
    metadata: { a: 'string' },
  })
  expect(schema).toMatchObject({ version: 1, targets: [{ type: 'api_key' }], metadata: { a: 'string' } })
  await expect(auditLogs.createSchema({ action, targets: [] })).rejects.toMatchObject({ status: 422 })
  const auditEvent = {
    action,
    occurredAt: new Date(),
    actor: { id: userId, type: 'user', name: 'Ingrid Solberg', metadata: { role: 'admin' } },
    targets: [target],
    context: { location: '127.0.0.1', userAgent: 'test' },
  }
  await auditLogs.createEvent(organizationId, auditEvent)
  await expect(auditLogs.createEvent('org_x', auditEvent)).rejects.toMatchObject({ status: 404 })
  const wrong = { ...auditEvent, targets: [{ ...target, type: 'invoice' }] }
  await expect(auditLogs.createEvent(organizationId, wrong)).rejects.toMatchObject({ status: 400 })
  await expect(workos.post('/audit_logs/events', {})).rejects.toMatchObject({ status: 422 })
  expect(emulator.auditLogEvents()).toMatchObject([{ organizationId, event: { action, targets: [target] } }])

  const again = await authorize('viewer@northwind.test')
  const bare = userManagement.getAuthorizationUrl({ provider: 'authkit', redirectUri: callback })
  expect((await fetch(bare)).status).toBe(200)
  await userManagement.authenticateWithCode({ code: again.code, codeVerifier: again.codeVerifier })
  const { sid: sessionId } = decodeJwt<{ sid: string }>(session.accessToken)
  await userManagement.revokeSession({ sessionId })
  expect(url).toBe(workos.baseURL)

  const viewer = await userManagement.listOrganizationMemberships({ userId: 'user_northwind_viewer' })
  await userManagement.deleteOrganizationMembership(viewer.data[0]?.id ?? '')
  await expect(userManagement.deleteOrganizationMembership('om_x')).rejects.toMatchObject({ status: 404 })
  await expect(userManagement.deactivateOrganizationMembership('om_x')).rejects.toHaveProperty('status', 404)
  await expect(userManagement.reactivateOrganizationMembership('om_x')).rejects.toHaveProperty('status', 404)
  await userManagement.deleteUser('user_northwind_viewer')
  await expect(userManagement.deleteUser('user_northwind_viewer')).rejects.toMatchObject({ status: 404 })
  await organizations.deleteOrganization('org_globex')
  await expect(organizations.deleteOrganization('org_globex')).rejects.toMatchObject({ status: 404 })
  const happened = await events.listEvents({ events: emitted, order: 'asc', limit: 100 })
  expect(new Set(happened.data.map(it => it.event))).toEqual(new Set(emitted))
  await expect(events.listEvents({ events: [], limit: 101 })).rejects.toMatchObject({ status: 422 })
})

test('every answer that the SDK got has the shape WorkOS documents', () => {
  const judged = judge()
  expect(judged.filter(name => !name.includes('/expire'))).toEqual(documented)
  expect(judged).toHaveLength(documented.length + (editionHasExpire ? 1 : 0))
})

/** Every event there is; an edition of the document without `/expire` does not know what it emits. */
const emitted: EventName[] = [
  'api_key.created',
  ...(editionHasExpire ? ['api_key.updated' as EventName] : []),
  'api_key.revoked',
  'organization_membership.updated',
  'organization_membership.deleted',
  'user.deleted',
  'organization.deleted',
]

const documented = [
  'DELETE /api_keys/{id} 204',
  'DELETE /api_keys/{id} 404',
  'DELETE /organizations/{id} 202',
  'DELETE /user_management/organization_memberships/{id} 200',
  'DELETE /user_management/organization_memberships/{id} 404',
  'DELETE /user_management/users/{id} 200',
  'DELETE /user_management/users/{id} 404',
  'GET /authorization/organizations/{organizationId}/roles 200',
  'GET /authorization/organizations/{organizationId}/roles 404',
  'GET /authorization/permissions 200',
  'GET /authorization/roles 200',
  'GET /events 200',
  'GET /events 422',
  'GET /organizations 200',
  'GET /organizations/{id} 200',
  'GET /organizations/{id} 404',
  'GET /organizations/{organizationId}/api_keys 200',
  'GET /organizations/{organizationId}/api_keys 404',
  'GET /sso/jwks/{clientId} 200',
  'GET /sso/jwks/{clientId} 404',
  'GET /user_management/organization_memberships 200',
  'GET /user_management/organization_memberships 400',
  'GET /user_management/organization_memberships/{id} 200',
  'GET /user_management/users 200',
  'GET /user_management/users/{id} 200',
  'GET /user_management/users/{id} 404',
  'POST /api_keys/validations 200',
  'POST /api_keys/validations 422',
  'POST /audit_logs/actions/{actionName}/schemas 201',
  'POST /audit_logs/actions/{actionName}/schemas 422',
  'POST /audit_logs/events 200',
  'POST /audit_logs/events 400',
  'POST /audit_logs/events 404',
  'POST /audit_logs/events 422',
  'POST /organizations/{organizationId}/api_keys 201',
  'POST /organizations/{organizationId}/api_keys 404',
  'POST /organizations/{organizationId}/api_keys 422',
  'POST /user_management/authenticate 200',
  'POST /user_management/authenticate 400',
  'POST /user_management/sessions/revoke 200',
  'PUT /user_management/organization_memberships/{id} 200',
  'PUT /user_management/organization_memberships/{id}/deactivate 200',
  'PUT /user_management/organization_memberships/{id}/deactivate 404',
  'PUT /user_management/organization_memberships/{id}/reactivate 200',
  'PUT /user_management/organization_memberships/{id}/reactivate 404',
].toSorted()

test('a call without the environment key, or with another, is 401', async () => {
  const { call } = await startClient()
  for (const authorization of ['', 'Bearer sk_test_other', 'sk_test_keydesk', 'Bearer sk_test_keydeskx']) {
    const answer = await call('/organizations/org_northwind/api_keys', { headers: { authorization } })
    expect(answer.status).toBe(401)
    expect(await answer.json()).toEqual({ message: 'Unauthorized' })
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

test('what is not emulated says so, with a request id', async () => {
  const { call } = await startClient()
  for (const [method, path] of [
    ['GET', '/connect/scopes'],
    ['GET', '/oauth2/token'],
    ['GET', '/oauth2/authorize'],
    ['PATCH', '/organizations/org_northwind'],
    ['GET', '/_emulator/health'],
    ['GET', '/api_keys/api_key_1'],
  ] as const) {
    const answer = await call(path, { method })
    expect(answer.status).toBe(404)
    expect(answer.headers.get('x-request-id')).not.toBeNull()
    expect(await answer.json()).toMatchObject({
      code: 'not_emulated',
      message: expect.stringContaining('not emulated'),
    })
  }
})
