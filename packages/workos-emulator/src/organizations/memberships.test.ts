import { expect, test } from 'vitest'
import { defaultSeed } from '../seed/default-seed.ts'
import { cookiePassword, startClient } from '../testing/start-client.ts'

const path = '/user_management/organization_memberships'
const organizationId = 'org_northwind'

test('only active memberships are listed unless other statuses are asked for', async () => {
  const memberships = defaultSeed.memberships.map(it =>
    it.user === 'user_northwind_viewer' ? { ...it, status: 'pending' as const } : it,
  )
  const { workos } = await startClient({ seed: { ...defaultSeed, memberships } })
  const list = async (statuses?: ('active' | 'inactive' | 'pending')[]) => {
    const page = await workos.userManagement.listOrganizationMemberships({
      organizationId,
      ...(statuses && { statuses }),
    })
    return page.data.map(it => it.userId)
  }
  expect(await list()).toEqual(['user_northwind_developer', 'user_northwind_admin'])
  expect(await list(['pending', 'inactive'])).toEqual(['user_northwind_viewer'])
  expect(await list(['active', 'pending'])).toHaveLength(3)
})

test('both filters together find one membership', async () => {
  const { workos } = await startClient()
  const userId = 'user_northwind_admin'
  const { data } = await workos.userManagement.listOrganizationMemberships({ userId, organizationId })
  expect(data).toMatchObject([{ userId, organizationId, role: { slug: 'admin' }, status: 'active' }])
})

test('a list needs a user or an organization, and statuses that exist', async () => {
  const { call } = await startClient()
  const answer = await call(path)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ code: 'missing_user_id_or_organization_id' })
  expect((await call(`${path}?user_id=x&statuses=gone`)).status).toBe(422)
})

test('somebody who left can be made a member again, once, and everybody hears of it', async () => {
  const { workos, call, emulator } = await startClient()
  const userId = 'user_northwind_viewer'
  const membership = { userId, organizationId, roleSlug: 'viewer' }
  const create = (change: object = {}) =>
    workos.userManagement.createOrganizationMembership({ ...membership, ...change })
  await expect(create()).rejects.toMatchObject({ status: 409 })
  const { data } = await workos.userManagement.listOrganizationMemberships({ userId, organizationId })
  await call(`${path}/${data[0]?.id}`, { method: 'DELETE' })
  for (const change of [{ userId: 'user_x' }, { organizationId: 'org_x' }, { roleSlug: 'boss' }]) {
    await expect(create(change)).rejects.toMatchObject({ status: 404 })
  }
  const made = await create()
  expect(made).toMatchObject({ userId, organizationId, status: 'active', role: { slug: 'viewer' } })
  expect(emulator.events().at(-1)).toMatchObject({
    event: 'organization_membership.created',
    data: { id: made.id, user_id: userId, organization_id: organizationId, status: 'active' },
  })
})

test('a role must exist, and so must the membership', async () => {
  const { workos } = await startClient()
  const { data } = await workos.userManagement.listOrganizationMemberships({ organizationId })
  const change = (id: string, roleSlug: string) =>
    workos.userManagement.updateOrganizationMembership(id, { roleSlug })
  await expect(change(data[0]?.id ?? '', 'boss')).rejects.toMatchObject({ status: 404 })
  await expect(change('om_gone', 'viewer')).rejects.toMatchObject({ status: 404 })
})

test('several roles add up in the order the environment lists permissions', async () => {
  const { workos, signIn } = await startClient()
  const { data } = await workos.userManagement.listOrganizationMemberships({
    userId: 'user_northwind_viewer',
  })
  const roleSlugs = ['viewer', 'developer']
  await workos.userManagement.updateOrganizationMembership(data[0]?.id ?? '', { roleSlugs })
  const { sealedSession: sessionData = '' } = await signIn('viewer@northwind.test')
  const session = workos.userManagement.loadSealedSession({
    sessionData,
    cookiePassword,
  })
  expect(await session.authenticate()).toMatchObject({
    role: 'viewer',
    roles: roleSlugs,
    permissions: [
      'posts:read',
      'posts:write',
      'comments:read',
      'comments:write',
      'analytics:read',
      'api-keys:read',
      'widgets:api-keys:manage',
    ],
  })
})
