import type { ApiKey, M2MApplication } from '@keydesk/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { responseSchemas } from '../schemas/responses.ts'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({ config: { limits: { personBurst: 10_000, organizationBurst: 10_000 } } })
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const desk = m2mDesk(() => broker)
const list = async (query = '', as = actors.admin) =>
  responseSchemas.listCredentials.parse((await broker.askJson('GET', `/credentials${query}`, { as })).body)
const namesOf = (credentials: (ApiKey | M2MApplication)[]) => credentials.map(({ name }) => name)
const names = async (query: string) => namesOf((await list(query)).data)
const download = async (query: string) => {
  const response = await broker.ask('GET', `/credentials/export?${query}`)
  return {
    headers: response.headers,
    text: new TextDecoder('utf-8', { ignoreBOM: true }).decode(await response.arrayBuffer()),
  }
}

describe('the list of both kinds', () => {
  it('has each as its own list has it, in one order, paged both ways', async () => {
    for (const name of ['Beta', 'delta']) await broker.create(name)
    for (const name of ['alpha', 'Epsilon']) await desk.create({ name })
    expect(await names('?sort=name')).toEqual(['alpha', 'Beta', 'Content sync', 'delta', 'Epsilon'])
    const all = (await list('?sort=name')).data
    expect(all).toEqual(
      [...(await broker.list()).data, ...(await desk.list()).data].sort((a, b) =>
        a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1,
      ),
    )
    for (const sort of ['name', '-createdAt', 'lastUsedAt', '-lastUsedAt']) {
      const whole = (await list(`?sort=${sort}`)).data
      const seen: (ApiKey | M2MApplication)[] = []
      let page = await list(`?sort=${sort}&limit=2`)
      for (;;) {
        expect(page.total).toBe(5)
        seen.push(...page.data)
        if (page.nextCursor === null) break
        page = await list(`?sort=${sort}&limit=2&cursor=${page.nextCursor}`)
      }
      expect(seen).toEqual(whole)
      expect((await list(`?sort=${sort}&limit=2&cursor=${page.previousCursor}`)).data).toEqual(
        whole.slice(2, 4),
      )
      const foreign = await broker.askJson(
        'GET',
        `/credentials?sort=${sort}&kind=api_key&cursor=${page.previousCursor}`,
      )
      expect(foreign.body).toMatchObject({ code: 'malformed_request' })
    }
  })

  it('is filtered by kind, owner, text and by what either kind can be', async () => {
    const { apiKey } = await broker.create('Key', { ownerId: actors.developer.person.id })
    const { application } = await desk.create({ name: 'Application', ownerId: actors.developer.person.id })
    expect(await names('?kind=api_key')).toEqual(['Key'])
    expect(await names('?kind=m2m_application&sort=name')).toEqual(['Application', 'Content sync'])
    expect(await names(`?sort=name&owner=${actors.developer.person.id}`)).toEqual(['Application', 'Key'])
    expect(await names(`?search=${application.clientId}`)).toEqual(['Application'])
    expect(await names('?status=rotating')).toEqual([])
    await broker.ask('DELETE', `/api-keys/${apiKey.id}`)
    await desk.ask('DELETE', `/${application.id}`)
    expect(await names('')).toEqual(['Content sync'])
    expect(await names('?status=revoked')).toEqual(['Key'])
    expect(await names('?status=deleted')).toEqual(['Application'])
    expect(await names('?sort=name&status=deleted&status=revoked')).toEqual(['Application', 'Key'])
  })

  it('is filtered by what either kind needs, and has of each what it needs', async () => {
    const { apiKey } = await broker.create('Key')
    await desk.create({ name: 'Application' })
    expect(await names('?attention=never_expires')).toEqual(['Key'])
    expect(await names('?attention=orphaned')).toEqual(['Content sync'])
    expect(await names('?attention=orphaned&attention=undelivered&sort=name')).toEqual([
      'Content sync',
      'Key',
    ])
    expect(await names('?attention=undelivered&kind=m2m_application')).toEqual([])
    expect(await names('?attention=orphaned&owner=me')).toEqual([])
    expect((await list('?search=key')).data).toMatchObject([{ attention: ['never_expires', 'undelivered'] }])
    await broker.ask('DELETE', `/api-keys/${apiKey.id}`)
    expect((await list('?status=revoked')).data).toMatchObject([{ name: 'Key', attention: [] }])
  })

  it('is ordered and filtered by what was used last, of whichever kind', async () => {
    const { value } = await broker.create('Used key')
    await broker.create('Key')
    const { application, value: secret } = await desk.create({ name: 'Used application' })
    await broker.askJson('POST', '/api-keys/test', { body: { value } })
    const between = new Date(Date.now() + 1).toISOString()
    await new Promise(resolve => setTimeout(resolve, 3))
    expect(await desk.askToken(application.clientId, secret)).toBe(200)
    await desk.get(application.id)
    const [first, second] = await names('?sort=-lastUsedAt')
    expect([first, second]).toEqual(['Used application', 'Used key'])
    expect(await names(`?sort=name&lastUsedBefore=${between}`)).toEqual(['Content sync', 'Key', 'Used key'])
    expect(await names(`?lastUsedBefore=${between}&owner=me&kind=m2m_application`)).toEqual([])
  })

  it('is filtered by when they were made', async () => {
    await broker.create('Old key')
    await desk.create({ name: 'Old application' })
    const since = (await list('?search=old')).data.map(({ createdAt }) => createdAt).sort()
    const between = new Date(Date.parse(since.at(-1) ?? '') + 1).toISOString()
    await new Promise(resolve => setTimeout(resolve, 3))
    await broker.create('New key')
    await desk.create({ name: 'New application' })
    expect(await names(`?sort=name&createdBefore=${between}`)).toEqual([
      'Content sync',
      'Old application',
      'Old key',
    ])
    const offset = encodeURIComponent(between.replace('Z', '+00:00'))
    expect(await names(`?sort=name&owner=me&createdBefore=${offset}`)).toEqual(['Old application', 'Old key'])
    const { nextCursor } = await list(`?createdBefore=${between}&limit=1`)
    const other = await broker.askJson('GET', `/credentials?limit=1&cursor=${nextCursor}`)
    expect(other.body).toMatchObject({ code: 'malformed_request' })
  })

  it.each([
    'attention=bored',
    'createdBefore=',
    'createdBefore=yesterday',
    'createdBefore=2026-02-30T00:00:00Z',
    'lastUsedBefore=0000-01-01T00:00:00Z',
    'lastUsedBefore=9999-12-31T23:59:59-01:00',
    'createdBefore=2026-01-01T00:00:00Z&createdBefore=2026-01-01T00:00:00Z',
  ])('is not asked for with %s', async query => {
    expect(await broker.askJson('GET', `/credentials?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'malformed_request' },
    })
  })

  it('is of the own organization alone', async () => {
    await broker.create('Theirs', { as: actors.globexAdmin })
    await desk.create({ name: 'Theirs' }, actors.globexAdmin)
    expect(await names('?search=theirs')).toEqual([])
  })
})

describe('the summary', () => {
  const summaryOf = async (of: Broker, as = actors.admin) =>
    (await of.askJson('GET', '/credentials/summary', { as })).body

  it('counts each kind and every reason to look, as the list has them', async () => {
    await broker.create('Key')
    await broker.create('Short', { expiresAt: new Date(Date.now() + 3 * 86_400_000).toISOString() })
    const gone = await broker.create('Gone')
    await broker.ask('DELETE', `/api-keys/${gone.apiKey.id}`)
    const deleted = await desk.create()
    await desk.ask('DELETE', `/${deleted.application.id}`)
    await desk.create()
    const summary = responseSchemas.getCredentialsSummary.parse(await summaryOf(broker))
    expect(summary).toEqual({
      total: 4,
      kinds: { api_key: 2, m2m_application: 2 },
      attention: {
        // The application of the seed is old, unused and nobody's.
        ...{ never_expires: 1, idle: 1, expiring_week: 1, never_used: 1, undelivered: 2, orphaned: 1 },
        ...{ review_overdue: 1, secret_overdue: 1 },
      },
    })
    for (const [attention, count] of Object.entries(summary.attention))
      expect([attention, (await list(`?attention=${attention}`)).total]).toEqual([attention, count])
  })

  it('is of the own organization, for those who may look', async () => {
    await broker.create('Key')
    expect(await summaryOf(broker, actors.globexAdmin)).toMatchObject({ kinds: { api_key: 0 } })
    expect(await summaryOf(broker, actors.viewer)).toMatchObject({ kinds: { api_key: 1 } })
    expect(await summaryOf(broker, actors.stranger)).toMatchObject({ code: 'permission_denied' })
  })

  it('knows nothing of applications where they are not served', async () => {
    const narrow = await startBroker({ config: { m2mApplications: false } })
    await narrow.create('Key')
    expect(await summaryOf(narrow)).toMatchObject({
      total: 1,
      kinds: { api_key: 1, m2m_application: 0 },
      attention: { orphaned: 0, never_expires: 1 },
    })
    await narrow.close()
  })
})

describe('the export', () => {
  it('is a table that spreadsheets read and take no formula from', async () => {
    for (const name of ['=cmd()', '+1', '-1', '@sum', 'a "b", c'])
      await broker.create(name, { purpose: '\tx\r\ny' })
    await desk.create({ name: 'Exporter', scopes: ['posts:read', 'posts:write'] })
    const { headers, text } = await download('format=csv&owner=me')
    expect(headers.get('Content-Type')).toBe('text/csv; charset=utf-8; header=present')
    expect(headers.get('Content-Disposition')).toMatch(
      /^attachment; filename="credentials-\d{4}-\d\d-\d\d\.csv"$/,
    )
    expect(text.startsWith('\uFEFFkind,id,name,status,')).toBe(true)
    const lines = text.split(/\r\n(?!y)/)
    expect(lines).toHaveLength(8)
    expect(lines.at(-1)).toBe('')
    expect(lines[1]).toMatch(
      /^m2m_application,conn_app_\w+,Exporter,active,client_\w+,posts:read posts:write,/,
    )
    expect(text).toContain(',"a ""b"", c",')
    expect(text.split('\r\n')[0]).toContain(',lastUsedAt,reviewDueAt,attention,')
    expect(text).toMatch(/,sk_\.\.\.\w+,posts:read,[^,]+Z,,,[^,]+Z,never_expires undelivered,/)
    for (const name of ["'=cmd()", "'+1", "'-1", "'@sum"]) expect(text).toContain(`,${name},`)
    for (const cell of text.split(/[,\r\n]+/)) expect(cell).not.toMatch(/^"?[=+@\t]/)
  })

  it.each([
    ['＝1+1', "'＝1+1"],
    ['＋1', "'＋1"],
    ['－1', "'－1"],
    ['＠sum', "'＠sum"],
    ['a;=1+1', `"a;'=1+1"`],
    ['a;"＝1+1', `"a;'""＝1+1"`],
    ['a; b', '"a; b"'],
    ['x\t-1\r\n@y', `"x\t'-1\r\n'@y"`],
    ['it is 1-1=0', 'it is 1-1=0'],
  ])('takes from %j what a spreadsheet of any language would run', async (purpose, cell) => {
    await broker.create('Key', { purpose })
    const { text } = await download('format=csv&kind=api_key')
    expect(text).toContain(`,${actors.admin.person.email},${cell},,keydesk\r\n`)
  })

  it('takes no formula from a name that begins with a new line, as one made elsewhere may', async () => {
    const { url, apiKey } = broker.emulator
    await fetch(`${url}/organizations/org_northwind/api_keys`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${apiKey}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: '\n=1+1', permissions: [] }),
    })
    expect((await download('format=csv&kind=api_key')).text).toContain(`,"'\n'=1+1",active,`)
  })

  it('that breaks off is logged as that, and one whose reader goes away as well', async () => {
    await broker.create('Key')
    const start = async (beforeRest: () => void) => {
      broker.lines.length = 0
      const reader = (await broker.ask('GET', '/credentials/export?format=csv')).body?.getReader()
      expect(broker.lines).toEqual([])
      beforeRest()
      return reader
    }
    const lineOf = async () => {
      await expect.poll(() => broker.lines).toHaveLength(1)
      return JSON.parse(broker.lines[0] ?? '')
    }
    const failing = await start(() => broker.breakStore())
    await expect(async () => {
      while (!(await failing?.read())?.done);
    }).rejects.toThrow()
    broker.mendStore()
    const failed = await lineOf()
    expect(failed).toMatchObject({ level: 'error', msg: 'answer broken off', code: 'store_unavailable' })
    expect(failed).not.toHaveProperty('status')

    await (await start(() => {}))?.cancel()
    const left = await lineOf()
    expect(left).toMatchObject({ level: 'info', msg: 'answer broken off by its reader' })
    expect(left).not.toHaveProperty('status')

    const whole = await start(() => {})
    while (!(await whole?.read())?.done);
    expect(await lineOf()).toMatchObject({ level: 'info', msg: 'request served', status: 200 })
  })

  it('holds in JSON what the list does, on however many pages', async () => {
    await broker.create('One')
    await desk.create({ name: 'Two' })
    expect(JSON.parse((await download('format=json')).text)).toEqual({ data: (await list()).data })
    expect(JSON.parse((await download('format=json&search=nothing-so-named')).text)).toEqual({ data: [] })
    // WorkOS has none of them: as seen later than any refresh begins, none takes them for gone.
    const keys = Array.from(
      { length: 501 },
      (_, n) =>
        `('api_key_${String(n).padStart(26, '0')}', 'org_northwind', 'Many', 'many', 'many', 'sk_', '{}', '{}', now(), 'elsewhere', 'infinity')`,
    )
    await broker.store.query(tx =>
      tx.execute(
        `insert into keydesk.api_keys (id, organization_id, name, name_lower, search_text, obfuscated_value, permissions, issued_permissions, created_at, origin, seen_at) values ${keys.join(', ')}`,
      ),
    )
    const { data } = JSON.parse((await download('format=json&search=many')).text)
    expect(new Set(data.map(({ id }: { id: string }) => id)).size).toBe(501)
  })

  it('has those alone that a filter names', async () => {
    await broker.create('Key')
    await desk.create({ name: 'Application' })
    const { text } = await download('format=json&attention=undelivered')
    expect(namesOf(JSON.parse(text).data)).toEqual(['Key'])
    const none = await download('format=json&createdBefore=2020-01-01T00:00:00Z')
    expect(JSON.parse(none.text)).toEqual({ data: [] })
  })

  it.each(['', 'format=xml', 'format=csv&format=json', 'format=csv&limit=5'])(
    'is not asked for with %j',
    async query => {
      expect((await broker.askJson('GET', `/credentials/export?${query}`)).body).toMatchObject({
        code: 'malformed_request',
      })
    },
  )

  it('is for those who may look', async () => {
    const refused = await broker.askJson('GET', '/credentials/export?format=csv', { as: actors.stranger })
    expect(refused.body).toMatchObject({ code: 'permission_denied' })
    expect((await broker.ask('GET', '/credentials/export?format=csv', { as: actors.viewer })).status).toBe(
      200,
    )
  })
})
