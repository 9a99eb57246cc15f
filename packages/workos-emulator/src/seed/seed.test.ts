import { expect, test } from 'vitest'
import { startClient } from '../testing/start-client.ts'
import { readKeyList, readValidation } from '../testing/wire.ts'
import { defaultSeed } from './default-seed.ts'
import { parseSeed, type SeedInput } from './seed.ts'

test('the default seed is the demo’s world', () => {
  const seed = parseSeed({ input: defaultSeed, name: 'The seed' })
  const roles = Object.fromEntries(seed.roles.map(role => [role.slug, role.permissions]))
  expect(seed.organizations.map(it => it.id)).toEqual(['org_northwind', 'org_globex'])
  expect(seed.permissions.filter(it => it.system).map(it => it.slug)).toEqual(['widgets:api-keys:manage'])
  expect(roles.admin?.toSorted()).toEqual(seed.permissions.map(it => it.slug).toSorted())
  expect(roles.viewer).toEqual(['posts:read', 'api-keys:read'])
  expect(roles.developer).toEqual([
    'posts:read',
    'posts:write',
    'comments:read',
    'comments:write',
    'analytics:read',
    'widgets:api-keys:manage',
  ])
  expect(seed.apiKeys).toEqual([])
  expect(seed.applications.map(it => it.organization)).toEqual(['org_northwind', 'org_globex'])
})

test('a wrong seed is refused with every problem and its path', () => {
  const input = {
    ...defaultSeed,
    organizations: [...defaultSeed.organizations, { id: 'org_globex', name: 'Twice' }],
    memberships: [{ user: 'user_x', organization: 'org_x', roles: ['boss'] }],
    apiKeys: [{ organization: 'org_globex', name: 'Key', permissions: ['posts:burn'] }],
    applications: [
      { organization: 'org_globex', name: 'One', clientId: 'client_one' },
      { organization: 'org_y', name: 'Two', clientId: 'client_one' },
      { organization: 'org_globex', name: 'Three' },
      { organization: 'org_globex', name: 'Four' },
    ],
  }
  expect(() => parseSeed({ input, name: 'Seed file seed.json' })).toThrow(
    `Seed file seed.json is not a valid seed:
  organizations[2].id: "org_globex" is used twice
  memberships[0].user: there is no user "user_x"
  memberships[0].organization: there is no organization "org_x"
  memberships[0].roles[0]: there is no role "boss"
  applications[1].clientId: "client_one" is used twice
  applications[1].organization: there is no organization "org_y"
  apiKeys[0].permissions[0]: there is no permission "posts:burn"`,
  )
  expect(() => parseSeed({ input: { ...defaultSeed, user: [] }, name: 'It' })).toThrow('"user"')
  expect(() => parseSeed({ input: [], name: 'It' })).toThrow('(top)')
})

test('keys can be named one by one or by the thousand, and are the same at every start', async () => {
  const value = 'sk_a_value_that_a_test_already_knows'
  const seed: SeedInput = {
    ...defaultSeed,
    apiKeys: [
      { organization: 'org_globex', name: 'Known', value, expiresAt: '2099-01-01T00:00:00.000Z' },
      { organization: 'org_northwind', count: 12, namePrefix: 'Bench', permissions: ['posts:read'] },
    ],
  }
  const list = async () => {
    const { call, post } = await startClient({ seed })
    expect(await readValidation(await post('/api_keys/validations', { value }))).toMatchObject({
      name: 'Known',
    })
    return (await readKeyList(await call('/organizations/org_northwind/api_keys?limit=100&order=asc'))).data
  }
  const first = await list()
  expect(first.map(key => key.name)).toEqual(Array.from({ length: 12 }, (_, index) => `Bench ${index + 1}`))
  expect(new Set(first.map(key => key.id)).size).toBe(12)
  expect(await list()).toEqual(first)
})

test('an application can be named with its secrets, and is the same at every start', async () => {
  const entry = { organization: 'org_globex', name: 'Sync', description: 'Nightly', scopes: ['posts:read'] }
  const secret = 'a secret that a test already knows'
  const [createdAt, lastUsedAt] = ['2025-03-01T08:00:00.000Z', '2025-06-01T08:00:00.000Z']
  const seed: SeedInput = {
    ...defaultSeed,
    applications: [
      { ...entry, createdAt, secrets: [{ value: secret, lastUsedAt }, { createdAt: lastUsedAt }] },
      { ...entry },
    ],
  }
  const list = async () => {
    const { workos, url } = await startClient({ seed })
    const { data } = await workos.connect.listApplications({ order: 'asc' })
    const secrets = await Promise.all(
      data.map(({ id }) => workos.connect.listApplicationClientSecrets({ id })),
    )
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: data[0]?.clientId ?? '',
      client_secret: secret,
    })
    expect((await fetch(`${url}/oauth2/token`, { method: 'POST', body })).status).toBe(200)
    return { data, secrets: secrets.flat() }
  }
  const first = await list()
  expect(first.data).toMatchObject([
    { organizationId: 'org_globex', name: 'Sync', description: 'Nightly', scopes: ['posts:read'] },
    { organizationId: 'org_globex', name: 'Sync' },
  ])
  expect(first.data[0]?.createdAt).toEqual(new Date(createdAt))
  expect(new Set(first.data.flatMap(it => [it.id, it.clientId])).size).toBe(4)
  expect(first.secrets).toMatchObject([
    { createdAt: new Date(lastUsedAt), lastUsedAt: null },
    { secretHint: secret.slice(-6), createdAt: new Date(createdAt) },
  ])
  expect(await list()).toEqual(first)
})
