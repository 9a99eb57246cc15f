import { decodeJwt, decodeProtectedHeader } from 'jose'
import { describe, expect, test } from 'vitest'
import { defaultSeed } from '../seed/default-seed.ts'
import { type Form, startApplication } from '../testing/start-application.ts'

const path = '/oauth2/token'
const basic = (id: string, secret: string) => ({ authorization: `Basic ${btoa(`${id}:${secret}`)}` })

describe('a token', () => {
  test('is in the shape of WorkOS: RS256, no type, the client as its subject, its organization', async () => {
    const time = Date.parse('2026-11-22T12:00:00.000Z')
    const { ask, grant, clientId, url } = await startApplication({ now: () => time })
    const answer = await ask(path, { ...grant, scope: 'posts:read' })
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(answer.headers.get('pragma')).toBe('no-cache')
    const body: unknown = await answer.json()
    expect(body).toEqual({ access_token: expect.any(String), expires_in: 300, token_type: 'bearer' })
    const token = Object(body).access_token
    expect(decodeProtectedHeader(token)).toEqual({
      alg: 'RS256',
      kid: expect.stringMatching(/^sso_oidc_key_pair_/),
    })
    expect(decodeJwt(token)).toEqual({
      iss: url,
      aud: 'client_keydesk',
      sub: clientId,
      org_id: 'org_northwind',
      scope: 'posts:read',
      jti: expect.any(String),
      iat: time / 1000,
      exp: time / 1000 + 300,
    })
  })

  test('has all scopes of the application unless it asks for fewer, and is told so', async () => {
    const { ask, grant, mint } = await startApplication()
    expect(decodeJwt(await mint())).toMatchObject({ scope: 'posts:read posts:write' })
    expect(await (await ask(path, grant)).json()).toMatchObject({ scope: 'posts:read posts:write' })
    const narrowed = await mint({ scope: 'posts:write posts:write' })
    expect(decodeJwt(narrowed)).toMatchObject({ scope: 'posts:write' })
  })

  test('of an application without scopes has no scope', async () => {
    const {
      workos: { connect },
      clientId,
      mint,
    } = await startApplication()
    await connect.updateApplication({ id: clientId, name: 'Export' })
    expect(decodeJwt(await mint())).not.toHaveProperty('scope')
  })

  test('lasts as long and is meant for whom the seed says', async () => {
    const claimsWith = async (m2mAudience: string[] | null) => {
      const settings = { m2mTokenSeconds: 60, m2mAudience }
      const { mint } = await startApplication({ seed: { ...defaultSeed, settings } })
      return decodeJwt(await mint())
    }
    const { aud, exp = 0, iat = 0 } = await claimsWith(['https://api.acme.test', 'second'])
    expect(aud).toEqual(['https://api.acme.test', 'second'])
    expect(exp - iat).toBe(60)
    expect(await claimsWith(null)).not.toHaveProperty('aud')
  })
})

describe('the client', () => {
  test('may show its secret in the header or in the form, and the use shows at that secret only', async () => {
    const {
      ask,
      grant,
      clientId,
      secret,
      workos: { connect },
      readLastUse,
    } = await startApplication()
    const { grant_type } = grant
    await connect.createApplicationClientSecret({ id: clientId })
    expect(await readLastUse()).toEqual([null, null])
    expect((await ask(path, { grant_type }, basic(clientId, secret))).status).toBe(200)
    const [unused, used] = await readLastUse()
    expect(unused).toBeNull()
    expect(used?.getTime()).toBeGreaterThan(Date.now() - 5000)
    expect((await ask(path, grant)).status).toBe(200)
    expect((await ask(path, { grant_type, client_id: clientId }, basic(clientId, secret))).status).toBe(200)
  })

  test('is form-encoded inside the header, so that any secret fits', async () => {
    const value = 'a secret: 100% of ü+/ and more'
    const application = {
      organization: 'org_globex',
      name: 'Odd',
      clientId: 'client_odd:1',
      secrets: [{ value }],
    }
    const { ask } = await startApplication({ seed: { ...defaultSeed, applications: [application] } })
    const grant = { grant_type: 'client_credentials' }
    const encode = (text: string) => new URLSearchParams({ text }).toString().slice('text='.length)
    const answer = await ask(path, grant, basic(encode('client_odd:1'), encode(value)))
    expect(answer.status).toBe(200)
  })

  test('with a wrong secret is invalid_client: 401, and challenged where it used the header', async () => {
    const { ask, grant, clientId, secret, credentials, readLastUse } = await startApplication()
    const { grant_type } = grant
    const refusals: [string, Record<string, string>, Record<string, string>, boolean][] = [
      ['another secret', { ...grant, client_secret: `${secret}0` }, {}, false],
      ['another application’s secret', { ...grant, client_id: 'client_globex_reporting' }, {}, false],
      [
        'the environment',
        { ...grant, client_id: 'client_keydesk', client_secret: 'sk_test_keydesk' },
        {},
        false,
      ],
      ['no secret', { grant_type, client_id: clientId }, {}, false],
      ['an empty secret', { ...grant, client_secret: '' }, {}, false],
      ['nothing', { grant_type }, {}, false],
      ['another secret in the header', { grant_type }, basic(clientId, 'wrong'), true],
      ['an unknown client in the header', { grant_type }, basic('client_x', secret), true],
      ['another scheme', { grant_type }, { authorization: `Bearer ${secret}` }, true],
      ['a header that is no base64', { grant_type }, { authorization: 'Basic %%%' }, true],
      ['a header without a colon', { grant_type }, { authorization: `Basic ${btoa(clientId)}` }, true],
      ['a header that is wrongly encoded', { grant_type }, basic(clientId, '%zz'), true],
    ]
    for (const [name, form, headers, isChallenged] of refusals) {
      const answer = await ask(path, form, headers)
      expect(answer.status, name).toBe(401)
      expect(await answer.json(), name).toEqual({
        error: 'invalid_client',
        error_description: expect.any(String),
      })
      expect(answer.headers.get('www-authenticate'), name).toBe(isChallenged ? 'Basic realm="WorkOS"' : null)
      expect(answer.headers.get('cache-control'), name).toBe('no-store')
      expect(answer.headers.get('pragma'), name).toBe('no-cache')
    }
    expect(await readLastUse()).toEqual([null])
    expect((await ask(`${path}?${new URLSearchParams(credentials)}`, { grant_type })).status).toBe(401)
  })

  test('gets no more tokens once its secret or its application is deleted', async () => {
    const {
      ask,
      grant,
      workos: { connect },
      clientId,
      secretId,
    } = await startApplication()
    const second = await connect.createApplicationClientSecret({ id: clientId })
    const withSecond = { ...grant, client_secret: second.secret }
    await connect.deleteClientSecret({ id: secretId })
    expect(await (await ask(path, grant)).json()).toMatchObject({ error: 'invalid_client' })
    expect((await ask(path, withSecond)).status).toBe(200)
    await connect.deleteApplication({ id: clientId })
    expect(await (await ask(path, withSecond)).json()).toMatchObject({ error: 'invalid_client' })
  })
})

describe('a request', () => {
  const start = async () => {
    const client = await startApplication()
    const refuse = async (form: Form, headers: Record<string, string> = {}) => {
      const answer = await client.ask(path, form, headers)
      expect(answer.headers.get('cache-control')).toBe('no-store')
      const { error, error_description } = Object(await answer.json())
      // What RFC 6749 §5.2 lets a description hold.
      expect(error_description).toMatch(/^[\x20\x21\x23-\x5b\x5d-\x7e]+$/)
      return [answer.status, error]
    }
    return { ...client, refuse }
  }

  test('with a parameter twice is invalid_request, whichever it is', async () => {
    const { refuse, grant } = await start()
    const whole = { ...grant, scope: 'posts:read', resource: 'https://api.acme.test' }
    for (const [name, value] of Object.entries(whole)) {
      expect(await refuse([...Object.entries(whole), [name, value]]), name).toEqual([400, 'invalid_request'])
    }
  })

  test('without a grant type, or with two ways to authenticate, is invalid_request', async () => {
    const { refuse, credentials, grant, clientId, secret } = await start()
    expect(await refuse(credentials)).toEqual([400, 'invalid_request'])
    expect(await refuse({ ...credentials, grant_type: '' })).toEqual([400, 'invalid_request'])
    expect(await refuse(grant, basic(clientId, secret))).toEqual([400, 'invalid_request'])
    const { grant_type } = grant
    const other = { grant_type, client_id: 'client_northwind_sync' }
    expect(await refuse(other, basic(clientId, secret))).toEqual([400, 'invalid_request'])
  })

  test('that is not sent as a form is invalid_request', async () => {
    const { url, grant } = await start()
    const form = new URLSearchParams(grant).toString()
    for (const [type, body] of [
      ['application/json', JSON.stringify(grant)],
      ['text/plain', form],
      ['application/x-www-form-urlencoded-not', form],
    ] as const) {
      const headers = { 'content-type': type }
      const answer = await fetch(`${url}${path}`, { method: 'POST', body, headers })
      expect(answer.status, type).toBe(400)
      expect(await answer.json(), type).toMatchObject({ error: 'invalid_request' })
    }
    const headers = { 'content-type': 'Application/X-WWW-Form-Urlencoded; charset=UTF-8' }
    expect((await fetch(`${url}${path}`, { method: 'POST', body: form, headers })).status).toBe(200)
  })

  test('for another grant is unsupported_grant_type', async () => {
    const { refuse, grant } = await start()
    for (const grant_type of ['authorization_code', 'refresh_token', 'password', 'CLIENT_CREDENTIALS']) {
      expect(await refuse({ ...grant, grant_type })).toEqual([400, 'unsupported_grant_type'])
    }
  })

  test('for a scope that the application does not have is invalid_scope, and no use of its secret', async () => {
    const { refuse, grant, readLastUse } = await start()
    for (const scope of ['posts', 'posts:read:all', 'Posts:read', 'posts:read comments:read', ' ', 'a"b']) {
      expect(await refuse({ ...grant, scope }), scope).toEqual([400, 'invalid_scope'])
    }
    expect(await readLastUse()).toEqual([null])
  })

  test('with parameters nobody knows, or an empty scope, is answered as without', async () => {
    const { mint } = await start()
    expect(decodeJwt(await mint({ foo: 'bar', scope: '' }))).toMatchObject({
      scope: 'posts:read posts:write',
    })
  })
})
