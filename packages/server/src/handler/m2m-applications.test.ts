import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const { ask, create, list, get, trail, askToken, atWorkos } = m2mDesk(() => broker)
const actionsOf = async (id: string) => (await trail(id)).map(({ action }) => action)

describe('a new M2M application', () => {
  it('comes with a secret that gets tokens, and with all that was said of it', async () => {
    const facts = { description: 'Every night', purpose: 'Reports', metadata: { team: 'data' } }
    const { application, secret, value } = await create({ ...facts, ownerId: actors.developer.person.id })
    expect(application).toMatchObject({
      ...{ ...facts, name: 'Nightly export', scopes: ['posts:read'], kind: 'm2m_application' },
      ...{ status: 'active', origin: 'keydesk', lastUsedAt: null, lastTestedAt: null, replaces: null },
      ...{ owner: actors.developer.person, createdBy: actors.admin.person, secrets: [secret] },
    })
    expect(secret).toMatchObject({ status: 'active', hint: value.slice(-6), lastUsedAt: null })
    expect(await askToken(application.clientId, value)).toBe(200)
    const read = await get(application.id)
    expect(read.secrets[0]?.lastUsedAt).not.toBeNull()
    expect(read.lastUsedAt).toBe(read.secrets[0]?.lastUsedAt)
    expect(JSON.stringify(read)).not.toContain(value)
    expect(await actionsOf(application.id)).toEqual(['m2m_application.created', 'client_secret.created'])
  })

  it.each([
    [{ name: ' ' }, '#/name required'],
    [{ scopes: [] }, '#/scopes required'],
    [{ scopes: ['posts:read', 'nothing:at-all'] }, '#/scopes/1 unknown_permission'],
    [{ scopes: ['widgets:api-keys:manage'] }, '#/scopes/0 unknown_permission'],
    [{ description: 'x'.repeat(501) }, '#/description too_long'],
    [{ ownerId: 'user_globex_admin' }, '#/ownerId not_a_member'],
    [{ organizationId: 'org_globex' }, '#/organizationId unknown_field'],
  ])('is refused with %j', async (fields, expected) => {
    const answer = await ask('POST', '', { name: 'Sync', scopes: ['posts:read'], ...fields })
    const errors: { pointer: string; code: string }[] = Object(answer.body).errors
    expect(answer.status).toBe(422)
    expect(errors.map(({ pointer, code }) => `${pointer} ${code}`)).toContain(expected)
    expect(broker.emulator.requests().some(({ method }) => method === 'POST')).toBe(false)
  })

  it('gets no scope that its maker lacks', async () => {
    const body = { name: 'Sync', scopes: ['posts:read', 'exports:create'] }
    expect((await ask('POST', '', body, actors.developer)).body).toMatchObject({
      code: 'permission_escalation',
      permissions: ['exports:create'],
    })
  })

  it('is not left without a secret when none can be made', async () => {
    broker.emulator.addFault({ method: 'POST', path: '/client_secrets$', status: 500 })
    const answer = await ask('POST', '', { name: 'Sync', scopes: ['posts:read'] })
    expect(answer.body).toMatchObject({ code: 'upstream_unavailable' })
    const { data } = await list('?search=Sync')
    expect(data.map(({ origin }) => origin)).toEqual(['elsewhere'])
  })
})

describe('the list of M2M applications', () => {
  it('has those made elsewhere as well, which nobody owns', async () => {
    const { application } = await create()
    const { data, total } = await list()
    expect(total).toBe(2)
    expect(data[0]).toEqual(application)
    expect(data[1]).toMatchObject({ clientId: 'client_northwind_sync', origin: 'elsewhere', owner: null })
    expect(data[1]?.secrets).toHaveLength(1)
  })

  it('is sorted, filtered and paged both ways', async () => {
    for (const name of ['Beta', 'alpha', 'Gamma']) await create({ name })
    const used = await create({ name: 'Delta', ownerId: actors.developer.person.id })
    await askToken(used.application.clientId, used.value)
    await broker.context.store.query(tx =>
      tx.execute('update keydesk.application_mirror_states set refreshed_at = null'),
    )
    const names = async (query: string) => (await list(query)).data.map(({ name }) => name)
    expect(await names('?sort=name')).toEqual(['alpha', 'Beta', 'Content sync', 'Delta', 'Gamma'])
    expect((await names('?sort=-lastUsedAt'))[0]).toBe('Delta')
    expect(await names(`?owner=${actors.developer.person.id}`)).toEqual(['Delta'])
    expect(await names('?search=ELT')).toEqual(['Delta'])
    expect(await names(`?search=${used.application.clientId.toUpperCase()}`)).toEqual(['Delta'])
    for (const sort of ['name', '-createdAt', 'lastUsedAt']) {
      const all = (await list(`?sort=${sort}`)).data
      const seen: unknown[] = []
      let page = await list(`?sort=${sort}&limit=2`)
      for (;;) {
        seen.push(...page.data)
        if (page.nextCursor === null) break
        page = await list(`?sort=${sort}&limit=2&cursor=${page.nextCursor}`)
      }
      expect(seen).toEqual(all)
      const back = await list(`?sort=${sort}&limit=2&cursor=${page.previousCursor}`)
      expect(back.data).toEqual(all.slice(2, 4))
      const foreign = await ask('GET', `?sort=${sort}&search=a&cursor=${page.previousCursor}`)
      expect(foreign.body).toMatchObject({ code: 'malformed_request' })
    }
  })

  it('has those alone that were made to replace a key', async () => {
    const { apiKey } = await broker.create('Old')
    const { application } = await create({ replaces: apiKey.id })
    await create()
    expect(await list(`?replaces=${apiKey.id}`)).toMatchObject({ data: [{ id: application.id }], total: 1 })
    expect((await list('?replaces=api_key_01AAAAAAAAAAAAAAAAAAAAAAAA')).total).toBe(0)
    const { nextCursor } = await list('?limit=1')
    const foreign = await ask('GET', `?limit=1&replaces=${apiKey.id}&cursor=${nextCursor}`)
    expect(foreign.body).toMatchObject({ code: 'malformed_request' })
  })

  it('learns what was made, changed and deleted elsewhere, and tells of it once', async () => {
    const { application } = await create()
    const { id } = application
    const made = Object(
      await atWorkos('POST', '/applications', {
        ...{ name: 'Foreign', application_type: 'm2m', organization_id: 'org_northwind', scopes: [] },
      }),
    )
    const second = Object(await atWorkos('POST', `/applications/${id}/client_secrets`, {}))
    await atWorkos('PUT', `/applications/${id}`, {
      name: 'Renamed',
      description: null,
      scopes: ['posts:write'],
    })
    const forget = () =>
      broker.store.query(tx => tx.execute('update keydesk.application_mirror_states set refreshed_at = null'))
    await forget()
    const { data } = await list()
    expect(data.find(it => it.id === id)).toMatchObject({ name: 'Renamed', scopes: ['posts:write'] })
    expect(data.find(it => it.id === id)?.secrets).toMatchObject([
      { id: second.id, status: 'active' },
      { status: 'rotating' },
    ])
    expect(await actionsOf(made.id)).toEqual(['m2m_application.discovered'])
    await atWorkos('DELETE', `/applications/${made.id}`)
    await atWorkos('DELETE', `/client_secrets/${second.id}`)
    await forget()
    expect((await list('?status=deleted')).data.map(it => it.id)).toEqual([made.id])
    await forget()
    await list()
    expect(await actionsOf(made.id)).toEqual(['m2m_application.discovered', 'm2m_application.revoked'])
    const told = (await trail(id)).slice(2)
    expect(told.map(({ action }) => action)).toEqual([
      'm2m_application.updated',
      'client_secret.created',
      'client_secret.deleted',
    ])
    expect(told[0]).toMatchObject({
      before: { name: 'Nightly export', scopes: ['posts:read'] },
      after: { name: 'Renamed', scopes: ['posts:write'] },
    })
    for (const { actor } of told) expect(actor).toEqual({ type: 'workos' })
  })

  it('passes over applications of other types and of other organizations, whatever WorkOS lists', async () => {
    const answer = Object(await atWorkos('GET', '/applications?organization_id=org_northwind'))
    const [one] = answer.data
    const data = [
      { ...one, id: 'conn_app_01AAAAAAAAAAAAAAAAAAAAAAA1', application_type: 'oauth', client_id: 'client_a' },
      { id: 'conn_app_01AAAAAAAAAAAAAAAAAAAAAAA2', application_type: 'something-new' },
      {
        ...one,
        id: 'conn_app_01AAAAAAAAAAAAAAAAAAAAAAA3',
        organization_id: 'org_globex',
        client_id: 'client_b',
      },
      one,
    ]
    broker.emulator.addFault({
      method: 'GET',
      path: '/connect/applications\\?',
      status: 200,
      body: { ...answer, data },
    })
    expect((await list()).data.map(({ id }) => id)).toEqual([one.id])
  })
})
