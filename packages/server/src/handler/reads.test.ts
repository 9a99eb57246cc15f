import { defaultSeed } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Actor } from '../actor.ts'
import { responseSchemas } from '../schemas/responses.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

describe('the session', () => {
  it('tells who is asking and what the page may offer', async () => {
    expect((await broker.askJson('GET', '/session')).body).toEqual({
      actor: { id: 'user_northwind_admin', name: 'Ingrid Solberg', email: 'admin@northwind.test' },
      organization: { id: 'org_northwind', name: 'Northwind Labs' },
      organizations: [
        { id: 'org_northwind', name: 'Northwind Labs' },
        { id: 'org_globex', name: 'Globex Robotics' },
      ],
      access: 'manage',
      impersonated: false,
      policy: {
        apiKeys: {
          allowed: true,
          defaultLifetimeDays: 90,
          maxLifetimeDays: null,
          mayNeverExpire: true,
          maxOverlapSeconds: 31_622_400,
          ownerRequired: false,
          purposeRequired: false,
          permissionsNeedingReason: [],
          reviewIntervalDays: 90,
          maxPerOrganization: 1000,
        },
        m2mApplications: {
          allowed: true,
          secretMaxAgeDays: 90,
          ownerRequired: false,
          purposeRequired: false,
          scopesNeedingReason: [],
          reviewIntervalDays: 180,
          maxPerOrganization: 200,
        },
      },
      limits: {
        bodyBytes: 16_384,
        nameLength: 200,
        permissionsPerKey: 100,
        purposeLength: 500,
        metadataPairs: 20,
        metadataKeyLength: 40,
        metadataValueLength: 500,
        scopesPerApplication: 100,
        descriptionLength: 500,
        personBurst: 600,
        personRequestsPerSecond: 30,
        organizationBurst: 2000,
        organizationRequestsPerSecond: 120,
      },
      features: { apiKeys: true, m2mApplications: true, audit: true, narrowing: false, testing: true },
      tokenUrl: `${broker.emulator.url}/oauth2/token`,
    })
  })

  it.each([
    ['manage', actors.developer, { access: 'manage' }],
    ['read', actors.viewer, { access: 'read' }],
    ['neither', actors.stranger, { code: 'permission_denied' }],
    [
      'permissions that only resemble one',
      { ...actors.admin, permissions: ['widgets:api-keys', 'api-keys:read:x'] },
      { code: 'permission_denied' },
    ],
    [
      'manage through borrowed eyes',
      { ...actors.developer, impersonator: { email: 'support@keydesk.test' } },
      { access: 'read', impersonated: true },
    ],
    [
      'nothing through borrowed eyes',
      { ...actors.stranger, impersonator: { email: 'support@keydesk.test' } },
      { code: 'permission_denied' },
    ],
  ])('of an actor with %s is %j', async (_, as, expected) => {
    expect((await broker.askJson('GET', '/session', { as })).body).toMatchObject(expected)
  })

  it('lets a reader read and nothing more, and the same goes for borrowed eyes', async () => {
    const { apiKey, value } = await broker.create('Deploy bot')
    for (const as of [actors.viewer, { ...actors.admin, impersonator: { email: 'support@keydesk.test' } }]) {
      for (const path of ['/session', '/permissions', '/members', '/api-keys', `/api-keys/${apiKey.id}`]) {
        expect((await broker.ask('GET', path, { as })).status).toBe(200)
      }
      const body = { name: 'Key', permissions: [], expiresAt: null }
      expect((await broker.ask('POST', '/api-keys', { as, body })).status).toBe(403)
      expect((await broker.ask('POST', '/api-keys/test', { as, body: { value } })).status).toBe(403)
      expect((await broker.ask('DELETE', `/api-keys/${apiKey.id}`, { as })).status).toBe(403)
    }
    expect((await broker.list()).data).toHaveLength(1)
  })

  it('follows the slugs the host names', async () => {
    const named = await startBroker({
      config: { managePermission: 'webhooks:manage', readPermission: 'posts:read' },
    })
    expect((await named.askJson('GET', '/session')).body).toMatchObject({ access: 'manage' })
    expect((await named.askJson('GET', '/session', { as: actors.developer })).body).toMatchObject({
      access: 'read',
    })
    await named.close()
  })
})

describe('the permissions', () => {
  const slugsOf = async (of: Broker, as: Actor = actors.viewer) => {
    const { body } = await of.askJson('GET', '/permissions', { as })
    return responseSchemas.listPermissions
      .parse(body)
      .data.map(({ slug, grantable }) => `${slug}${grantable ? ' *' : ''}`)
  }

  it('are those on offer in the order of their slugs, with the ones the actor may grant', async () => {
    expect(await slugsOf(broker)).toEqual([
      'analytics:read',
      'api-keys:read *',
      'comments:read',
      'comments:write',
      'exports:create',
      'members:read',
      'posts:read *',
      'posts:write',
      'webhooks:manage',
    ])
    const { body } = await broker.askJson('GET', '/permissions')
    expect(responseSchemas.listPermissions.parse(body).data[0]).toEqual({
      slug: 'analytics:read',
      name: 'Read analytics',
      description: 'Read views, readers and referrers.',
      grantable: true,
    })
  })

  it("are never more than the host's list, nor WorkOS's own", async () => {
    const keyPermissions = ['posts:write', 'posts:read', 'widgets:api-keys:manage', 'not:there']
    const few = await startBroker({ config: { keyPermissions } })
    expect(await slugsOf(few, actors.developer)).toEqual(['posts:read *', 'posts:write *'])
    await few.close()
  })

  it("are neither WorkOS's own nor a widget's, whichever of the two marks they bear", async () => {
    const marked = [
      { slug: 'system:own', name: 'Own', system: true },
      { slug: 'widgets:custom', name: 'Custom' },
    ]
    const seed = { ...defaultSeed, permissions: [...defaultSeed.permissions, ...marked] }
    const broker = await startBroker({ emulator: { seed } })
    const slugs = ['system:own', 'widgets:custom']
    expect((await slugsOf(broker)).filter(slug => slugs.some(word => slug.startsWith(word)))).toEqual([])
    const as = { ...actors.admin, permissions: [...actors.admin.permissions, ...slugs] }
    const body = { name: 'Key', permissions: slugs, expiresAt: null }
    expect((await broker.askJson('POST', '/api-keys', { as, body })).body).toMatchObject({
      errors: slugs.map((_, index) => ({ pointer: `#/permissions/${index}`, code: 'unknown_permission' })),
    })
    await broker.close()
  })

  it('are folded from all pages of WorkOS', async () => {
    const extra = Array.from({ length: 240 }, (_, index) => ({
      slug: `extra:${String(index).padStart(3, '0')}`,
      name: `Extra ${index}`,
    }))
    const seed = { ...defaultSeed, permissions: [...defaultSeed.permissions, ...extra] }
    const many = await startBroker({ emulator: { seed } })
    expect(await slugsOf(many)).toHaveLength(249)
    expect(many.emulator.requests()).toHaveLength(3)
    await many.close()
  })
})

describe('the members', () => {
  const search = async (query: string) => {
    const { body } = await broker.askJson('GET', `/members${query}`, { as: actors.viewer })
    return responseSchemas.listMembers.parse(body).data.map(({ email }) => email)
  }

  it("are the active members of the actor's organization", async () => {
    expect((await search('')).sort()).toEqual([
      'admin@northwind.test',
      'developer@northwind.test',
      'viewer@northwind.test',
    ])
    const { body } = await broker.askJson('GET', '/members', { as: actors.globexAdmin })
    expect(
      responseSchemas.listMembers
        .parse(body)
        .data.map(({ id }) => id)
        .sort(),
    ).toEqual(['user_globex_admin', 'user_northwind_admin'])
  })

  it('are found by a part of name or email, literally and in any case', async () => {
    expect(await search('?search=SOLBERG')).toEqual(['admin@northwind.test'])
    expect(await search('?search=viewer@')).toEqual(['viewer@northwind.test'])
    expect(await search('?search=.%2B')).toEqual([])
    expect(await search('?limit=1')).toHaveLength(1)
  })

  it('are the host’s own where it says who they are, cut to the limit and to the contract', async () => {
    const person = { id: 'p1', name: 'Ada', email: 'ada@host.test', salary: 7 }
    const own = await startBroker({
      members: async (_, { search }) => Array.from({ length: 3 }, () => ({ ...person, name: search })),
    })
    const { body } = await own.askJson('GET', '/members?search=ad&limit=2')
    expect(body).toEqual({
      data: Array.from({ length: 2 }, () => ({ id: 'p1', name: 'ad', email: 'ada@host.test' })),
    })
    await own.close()
  })

  it.each([
    '?limit=0',
    '?limit=101',
    '?limit=x',
    '?limit=',
    '?limit=1.5',
    '?nope=1',
    '?search=a&search=b',
    `?search=${'a'.repeat(201)}`,
    '?search=%ff',
    '?search=%',
  ])('are not listed for %s', async query => {
    expect((await broker.askJson('GET', `/members${query}`)).body).toMatchObject({
      code: 'malformed_request',
    })
  })
})
