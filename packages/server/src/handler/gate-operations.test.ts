import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { accountOf } from '../testing/account-of.ts'
import { type Broker, startBroker } from '../testing/start-broker.ts'

const tokens = ['the-old-token-of-gates-000000000000', 'the-new-token-of-gates-000000000000']
const [oldToken, newToken] = tokens
const tokenOf = (word: string | undefined) => ({ Authorization: `Bearer ${word}` })
const gateHeaders = { ...tokenOf(newToken), 'Keydesk-Client': null, Origin: null }

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({ config: { gateTokens: tokens, limits: { bodyBytes: 1024 } } })
})
afterAll(() => broker.close())

describe('the token of a gate', () => {
  const body = { value: 'sk_nothing' }
  const statusOf = async (headers: Record<string, string | null>, of = broker) => {
    const answer = await of.askJson('POST', '/verify', { body, headers })
    return [answer.status, answer.headers.get('WWW-Authenticate')]
  }

  it('is all it needs, the old one as well while it is replaced', async () => {
    expect(await statusOf(gateHeaders)).toEqual([200, null])
    expect(await statusOf({ ...gateHeaders, ...tokenOf(oldToken) })).toEqual([200, null])
    expect(await statusOf({ ...gateHeaders, Authorization: `bearer  ${newToken}` })).toEqual([200, null])
  })

  it.each([
    ['nothing', null, 'Bearer'],
    ['another scheme', `Basic ${newToken}`, 'Bearer'],
    ['two words', `Bearer ${newToken} ${newToken}`, 'Bearer'],
    ['another token', 'Bearer a-token-of-nobody-0000000000000000', 'Bearer error="invalid_token"'],
    ['half a token', `Bearer ${newToken?.slice(0, -1)}`, 'Bearer error="invalid_token"'],
    ['both in one', `Bearer ${tokens.join(',')}`, 'Bearer error="invalid_token"'],
  ])('is missing in %s, even for somebody who is signed in', async (_, Authorization, challenge) => {
    expect(await statusOf({ Authorization })).toEqual([401, challenge])
  })

  it('opens nothing else', async () => {
    const answer = await broker.askJson('GET', '/session', { as: null, headers: tokenOf(newToken) })
    expect(answer.status).toBe(401)
    expect(answer.headers.get('WWW-Authenticate')).toBe('Session')
  })

  it('does not exist where none is set, which looks the same', async () => {
    const closed = await startBroker({ config: { workos: accountOf(broker.emulator) } })
    for (const word of [newToken, 'undefined']) {
      expect(await statusOf(tokenOf(word), closed)).toEqual([401, 'Bearer error="invalid_token"'])
    }
    await closed.close()
  })
})

describe('the checks of a gate come in this order:', () => {
  const good = { headers: gateHeaders, body: { value: 'sk_nothing' } }
  const noToken = { ...gateHeaders, Authorization: null }
  const plain = { ...gateHeaders, 'Content-Type': 'text/plain' }
  const large = JSON.stringify({ value: 'x'.repeat(2000) })
  it.each([
    ['the method before the token', 'GET', { headers: noToken }, 'method_not_allowed'],
    ['the token before the size', 'POST', { headers: noToken, body: large }, 'unauthenticated'],
    ['the size before the media type', 'POST', { headers: plain, body: large }, 'payload_too_large'],
    ['the media type before the syntax', 'POST', { headers: plain, body: '{' }, 'unsupported_media_type'],
    ['the syntax before the fields', 'POST', { ...good, body: '{' }, 'malformed_request'],
    ['no body at all', 'POST', { headers: gateHeaders }, 'malformed_request'],
    ['the fields before WorkOS', 'POST', { ...good, body: { value: '' } }, 'validation_failed'],
    ['no other fields', 'POST', { ...good, body: { value: 'a', organizationId: 'b' } }, 'validation_failed'],
  ])('%s', async (_, method, request, code) => {
    broker.emulator.clearRequests()
    expect((await broker.askJson(method, '/verify', request)).body).toMatchObject({ code })
    expect(broker.emulator.requests()).toEqual([])
  })

  it('no query', async () => {
    expect((await broker.askJson('POST', '/verify?value=a', good)).body).toMatchObject({
      code: 'malformed_request',
    })
  })
})
