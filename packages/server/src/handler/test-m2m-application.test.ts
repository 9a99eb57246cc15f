import { createServer, type RequestListener } from 'node:http'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let broker: Broker
beforeAll(async () => {
  broker = await startBroker()
})
beforeEach(() => broker.reset())
afterAll(() => broker.close())

const { ask, create, createSecret, get } = m2mDesk(() => broker)
const test = (id: string, clientSecret: unknown) => ask('POST', `/${id}/test-token`, { clientSecret })
const tokenCalls = () => broker.emulator.requests().filter(({ path }) => path === '/oauth2/token')

describe('the secret of an application', () => {
  it('gets a token, of which the answer says all but the token', async () => {
    const { application, value } = await create({ scopes: ['posts:read', 'posts:write'] })
    const { status, body, text } = await test(application.id, value)
    expect(status).toBe(200)
    expect(body).toEqual({
      accepted: true,
      header: expect.objectContaining({ alg: 'RS256', kid: expect.any(String) }),
      claims: expect.objectContaining({
        iss: broker.emulator.url,
        sub: application.clientId,
        org_id: 'org_northwind',
        scope: 'posts:read posts:write',
        exp: expect.any(Number),
      }),
    })
    expect(text).not.toMatch(/eyJ/)
  })

  it('is refused by the issuer where it is not one of this application, or was deleted', async () => {
    const [one, two] = [await create(), await create({ name: 'Two' })]
    const refused = { accepted: false, problem: 'invalid_client' }
    expect((await test(one.application.id, two.value)).body).toEqual(refused)
    await createSecret(one.application.id)
    await ask('DELETE', `/${one.application.id}/secrets/${one.secret.id}`)
    expect((await test(one.application.id, one.value)).body).toEqual(refused)
  })

  it('is remembered to have been tested where it got a token, and only there', async () => {
    const [{ application, value }, other] = [await create(), await create({ name: 'Two' })]
    const lastTestedAt = async () => (await get(application.id)).lastTestedAt
    await test(application.id, other.value)
    expect(await lastTestedAt()).toBe(null)
    const before = Date.now()
    await test(application.id, value)
    const at = Date.parse((await lastTestedAt()) ?? '')
    expect(at).toBeGreaterThanOrEqual(before)
    expect(at).toBeLessThanOrEqual(Date.now())
    await test(application.id, other.value)
    expect(Date.parse((await lastTestedAt()) ?? '')).toBe(at)
    expect((await get(other.application.id)).lastTestedAt).toBe(null)
  })

  it('and its token are in no line of the log', async () => {
    const { application, value } = await create()
    await test(application.id, value)
    await test(application.id, `${value.slice(0, -1)}?`)
    const log = broker.lines.join('')
    expect(log).toContain('/test-token')
    expect(log).not.toContain(value.slice(0, -1))
    expect(log).not.toMatch(/eyJ/)
  })

  it.each([[''], [7], ['x'.repeat(1001)], [undefined]])(
    'is asked for before the issuer is: %j',
    async secret => {
      const { application } = await create()
      broker.emulator.clearRequests()
      expect((await test(application.id, secret)).body).toMatchObject({
        code: 'validation_failed',
        errors: [{ pointer: '#/clientSecret' }],
      })
      expect(tokenCalls()).toEqual([])
    },
  )

  it('of another organization is shown to nobody', async () => {
    const { application, value } = await create({}, actors.globexAdmin)
    broker.emulator.clearRequests()
    for (const secret of [value, ''])
      expect((await test(application.id, secret)).body).toMatchObject({ code: 'not_found' })
    expect(tokenCalls()).toEqual([])
  })
})

it('is not there where the host names no token endpoint', async () => {
  const silent = await startBroker({ config: { tokenUrl: undefined } })
  const path = '/m2m-applications/conn_app_01AAAAAAAAAAAAAAAAAAAAAAAA/test-token'
  for (const method of ['POST', 'GET'])
    expect((await silent.askJson(method, path)).body).toMatchObject({ code: 'route_not_found' })
  expect((await silent.askJson('GET', '/session')).body).toMatchObject({ tokenUrl: null })
  expect((await silent.askJson('GET', '/openapi.json')).text).not.toContain('test-token')
  await silent.close()
})

describe('a token endpoint', () => {
  const running: (() => void)[] = []
  afterEach(() => {
    for (const stop of running.splice(0)) stop()
  })
  /** A broker whose applications get their tokens from something that answers like this. */
  const testAt = async (answer: RequestListener) => {
    const server = createServer(answer)
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const tokenUrl = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/token`
    const other = await startBroker({ config: { tokenUrl, upstreamTimeoutMs: 3000 } })
    running.push(() => {
      server.closeAllConnections()
      server.close()
      void other.close()
    })
    const desk = m2mDesk(() => other)
    const { application, value } = await desk.create()
    const path = `/m2m-applications/${application.id}/test-token`
    const answered = await other.askJson('POST', path, { body: { clientSecret: value } })
    expect(answered.text + other.lines.join('')).not.toContain(value)
    const { lastTestedAt } = await desk.get(application.id)
    return { answer: answered.body, isTested: lastTestedAt !== null }
  }
  const say =
    (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
    (_, response) =>
      response.writeHead(status, headers).end(typeof body === 'string' ? body : JSON.stringify(body))

  it.each<[string, RequestListener, object]>([
    ['that hangs is waited for no longer than the request may take', () => {}, { code: 'upstream_timeout' }],
    ['that fails is said to be in trouble', say(503, 'no'), { code: 'upstream_unavailable' }],
    ['that breaks off is said to be in trouble', (_, r) => r.destroy(), { code: 'upstream_unavailable' }],
    ['that is none is found out', say(200, '<html>'), { code: 'upstream_invalid' }],
    ['with an error of its own is found out', say(404, '<html>'), { code: 'upstream_invalid' }],
    [
      'without end is not read to the end',
      say(200, { access_token: 'a'.repeat(2_000_000) }),
      { code: 'upstream_unavailable' },
    ],
    [
      'that refuses for another reason says so',
      say(400, { error: 'unauthorized_client' }),
      { accepted: false, problem: 'refused' },
    ],
    [
      'whose tokens are not to be read says so',
      say(200, { access_token: 'opaque' }),
      { accepted: false, problem: 'opaque_token' },
    ],
  ])('%s', async (_, answer, expected) => {
    expect((await testAt(answer)).answer).toMatchObject(expected)
  })

  it.each<[string, boolean, RequestListener]>([
    ['hangs', true, () => {}],
    ['gives a token that is not to be read', true, say(200, { access_token: 'opaque' })],
    ['fails', false, say(503, 'no')],
    ['refuses', false, say(400, { error: 'unauthorized_client' })],
  ])('that %s may have given a token: %s', async (_, isTested, answer) => {
    expect(await testAt(answer)).toMatchObject({ isTested })
  })

  it('that points elsewhere is not followed there with the secret', async () => {
    const seen: string[] = []
    const answer: RequestListener = (request, response) => {
      seen.push(request.url ?? '')
      response.writeHead(307, { Location: '/elsewhere' }).end()
    }
    expect((await testAt(answer)).answer).toMatchObject({ code: 'upstream_invalid' })
    expect(seen).toEqual(['/token'])
  })
})
