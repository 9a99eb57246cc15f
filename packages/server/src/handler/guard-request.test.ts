import { routes } from '@keydesk/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Broker, pageOrigin, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
afterAll(() => broker.close())

const body = { value: 'sk_unknown' }
const codeOf = async (headers: Record<string, string | null>, method = 'POST', path = '/api-keys/test') => {
  const answer = await broker.askJson(method, path, { headers, ...(method === 'GET' ? {} : { body }) })
  return answer.status === 200 ? 'served' : Object(answer.body).code
}

describe('a request from elsewhere', () => {
  it.each([null, '', 'keydesk', '/1', 'keydesk/', 'key desk/1', 'a/1, a/1', `a/${'1'.repeat(65)}`])(
    'is refused when its Keydesk-Client is %j, even a read',
    async client => {
      expect(await codeOf({ 'Keydesk-Client': client })).toBe('csrf_rejected')
      expect(await codeOf({ 'Keydesk-Client': client }, 'GET', '/session')).toBe('csrf_rejected')
    },
  )

  it.each(['keydesk-react/0.1.0', '@acme/desk/2.0.0-rc.1', 'curl/8'])(
    'is served with the client %s',
    async client => {
      expect(await codeOf({ 'Keydesk-Client': client })).toBe('served')
    },
  )

  it.each([
    null,
    'null',
    'https://evil.test',
    `${pageOrigin}.evil.test`,
    `${pageOrigin}:8443`,
    pageOrigin.replace('https', 'http'),
    pageOrigin.toUpperCase(),
    `${pageOrigin}/`,
    `${pageOrigin}, ${pageOrigin}`,
  ])('may not change anything from the origin %j', async origin => {
    expect(await codeOf({ Origin: origin })).toBe('origin_not_allowed')
  })

  it('is told which setting lets its origin in', async () => {
    const { body } = await broker.askJson('DELETE', '/api-keys/x', {
      headers: { Origin: 'https://evil.test' },
    })
    expect(body).toMatchObject({ status: 403, detail: expect.stringContaining('KEYDESK_ORIGINS') })
  })

  it.each(['cross-site', 'same-site', 'none', 'anything'])('may not come from a %s', async site => {
    expect(await codeOf({ 'Sec-Fetch-Site': site })).toBe('csrf_rejected')
  })

  it.each([
    { Host: 'app.northwind.test', Origin: null },
    { 'X-Forwarded-Host': 'app.northwind.test', Origin: null },
    { 'X-Forwarded-Host': 'evil.test', 'X-Forwarded-Proto': 'https', Origin: 'https://evil.test' },
    { Referer: `${pageOrigin}/keys`, Origin: null },
  ])('gains nothing by headers of its own making: %j', async headers => {
    expect(await codeOf(headers)).toBe('origin_not_allowed')
  })

  it('cannot turn a method into another', async () => {
    const { apiKey } = await broker.create('Deploy bot')
    const headers = {
      'X-HTTP-Method-Override': 'DELETE',
      'X-Method-Override': 'DELETE',
      'X-HTTP-Method': 'DELETE',
    }
    expect((await broker.ask('GET', `/api-keys/${apiKey.id}?_method=DELETE`, { headers })).status).toBe(400)
    expect((await broker.ask('GET', `/api-keys/${apiKey.id}`, { headers })).status).toBe(200)
    expect((await broker.list()).data).toHaveLength(1)
  })
})

describe('a request of the page itself', () => {
  it('is served from its origin, with or without the word of the browser', async () => {
    expect(await codeOf({})).toBe('served')
    expect(await codeOf({ 'Sec-Fetch-Site': 'same-origin' })).toBe('served')
  })

  it('may come from a sibling subdomain where the host allows it', async () => {
    const siblings = await startBroker({ config: { allowSameSite: true } })
    const ask = async (site: string) => {
      const request = { body, headers: { 'Sec-Fetch-Site': site } }
      return (await siblings.ask('POST', '/api-keys/test', request)).status
    }
    expect(await ask('same-site')).toBe(200)
    expect(await ask('cross-site')).toBe(403)
    await siblings.close()
  })
})

it('guards every route but the open ones and those of gates', async () => {
  for (const { method, path, ...route } of Object.values(routes)) {
    const answer = await broker.ask(method, path.replace('{id}', 'api_key_01'), {
      headers: { 'Keydesk-Client': null },
    })
    const status = 'open' in route ? 200 : 'gate' in route ? 401 : 403
    expect([path, answer.status]).toEqual([path, status])
  }
})
