import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Broker, pageOrigin, startBroker } from '../testing/start-broker.ts'

const other = 'https://other.northwind.test'
let broker: Broker
let plain: Broker
beforeAll(async () => {
  broker = await startBroker({
    config: { origins: [pageOrigin, other], corsOrigins: [pageOrigin], allowSameSite: true },
  })
  plain = await startBroker()
})
afterAll(async () => {
  await broker.close()
  await plain.close()
})

const preflight = (of: Broker, Origin: string) =>
  of.ask('OPTIONS', '/api-keys', {
    headers: { Origin, 'Access-Control-Request-Method': 'POST', 'Keydesk-Client': null },
  })
const corsOf = ({ headers }: Response) => [...headers].filter(([name]) => name.startsWith('access-control'))

describe('without a CORS list', () => {
  it('no answer lets another origin read it, and a preflight is refused', async () => {
    const response = await preflight(plain, pageOrigin)
    expect([response.status, corsOf(response)]).toEqual([405, []])
    expect(corsOf(await plain.ask('GET', '/session', { headers: { Origin: pageOrigin } }))).toEqual([])
  })
})

describe('with a CORS list', () => {
  it('a page of a listed origin may ask and read, errors included', async () => {
    const response = await preflight(broker, pageOrigin)
    expect(response.status).toBe(204)
    expect(Object.fromEntries(corsOf(response))).toMatchObject({
      'access-control-allow-origin': pageOrigin,
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': 'Content-Type, Keydesk-Client, Idempotency-Key',
    })
    for (const as of [undefined, null]) {
      const answer = await broker.ask('GET', '/session', {
        headers: { Origin: pageOrigin },
        ...(as === null ? { as } : {}),
      })
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe(pageOrigin)
      expect(answer.headers.get('Vary')).toContain('Origin')
    }
  })

  it.each([other, 'https://evil.test', 'null'])('a page of %s may not', async origin => {
    const response = await preflight(broker, origin)
    expect([response.status, corsOf(response)]).toEqual([405, []])
    expect(corsOf(await broker.ask('GET', '/session', { headers: { Origin: origin } }))).toEqual([])
  })
})
