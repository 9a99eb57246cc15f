import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { ActorPort } from '../actor.ts'
import { KeydeskError } from '../keydesk-error.ts'
import { actors, type Broker, startBroker } from '../testing/start-broker.ts'

let port: ActorPort = async () => actors.admin
let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    actor: request => port(request),
    config: { upstreamTimeoutMs: 200 },
    members: async (_, { signal }) => {
      await new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
      return []
    },
  })
})
afterEach(() => {
  port = async () => actors.admin
})
afterAll(() => broker.close())

const codeOf = async (method = 'GET', path = '/session', body?: unknown) => {
  const answer = await broker.askJson(method, path, body === undefined ? {} : { body })
  return Object(answer.body).code
}

describe("the host's word on who is asking", () => {
  it('comes too late when it never comes, whether or not it heeds the signal', async () => {
    port = () => new Promise(() => {})
    expect(await codeOf()).toBe('upstream_timeout')
    port = ({ signal }) =>
      new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))
    expect(await codeOf()).toBe('upstream_timeout')
  })

  it('is asked for with a signal that aborts when the time is up', async () => {
    let signal: AbortSignal | undefined
    port = request => {
      signal = request.signal
      return new Promise(() => {})
    }
    await codeOf()
    expect(signal?.aborted).toBe(true)
  })

  it('may be an error of the table', async () => {
    port = async () => {
      throw new KeydeskError({
        code: 'upstream_unavailable',
        detail: 'No keys.',
        headers: { 'Retry-After': '3' },
      })
    }
    const answer = await broker.askJson('GET', '/session')
    expect(answer.body).toMatchObject({ code: 'upstream_unavailable', detail: 'No keys.', status: 503 })
    expect(answer.headers.get('Retry-After')).toBe('3')
  })

  it.each([
    ['upstream_unavailable', 'Retry-After', '5'],
    ['unauthenticated', 'WWW-Authenticate', 'Session'],
  ] as const)('with %s gets the header %s that goes with it', async (code, name, value) => {
    port = async () => {
      throw new KeydeskError({ code, detail: 'Said by the host.' })
    }
    expect((await broker.ask('GET', '/session')).headers.get(name)).toBe(value)
  })

  it.each([
    ['an error', () => Promise.reject(new Error('sk_secret in a stack'))],
    [
      'an error thrown at once',
      () => {
        throw new TypeError('sk_secret')
      },
    ],
    ['a string', () => Promise.reject('sk_secret')],
    [
      'an error with a code of its own',
      () => Promise.reject(Object.assign(new Error('x'), { code: 'not_found' })),
    ],
  ])('is our own fault when it is %s', async (_, thrower) => {
    port = thrower
    const answer = await broker.askJson('GET', '/session')
    expect(answer.body).toMatchObject({ code: 'internal', status: 500 })
    expect(answer.text).not.toContain('sk_secret')
  })

  it('is asked with the headers of the request, without its body, and with a signal', async () => {
    let asked: Request | undefined
    port = async request => {
      asked = request
      return actors.admin
    }
    await broker.ask('POST', '/api-keys/test', {
      body: { value: 'x' },
      headers: { Cookie: 'wos-session=abc; a=b' },
    })
    expect(asked).toMatchObject({
      method: 'POST',
      body: null,
      url: expect.stringContaining('/api-keys/test'),
    })
    expect(asked?.headers.get('Cookie')).toBe('wos-session=abc; a=b')
    expect(asked?.signal).toBeInstanceOf(AbortSignal)
  })
})

it('holds for every port of the host', async () => {
  expect(await codeOf('GET', '/members')).toBe('upstream_timeout')
})

it('does not wait for a body that never ends', async () => {
  const slow = new ReadableStream({ pull: () => new Promise(() => {}) })
  expect(await codeOf('POST', '/api-keys/test', slow)).toBe('malformed_request')
})

it('refuses a body that breaks off', async () => {
  const broken = new ReadableStream({ start: controller => controller.error(new Error('gone')) })
  expect(await codeOf('POST', '/api-keys/test', broken)).toBe('malformed_request')
})

it('stops reading a body that is larger than allowed, whatever length it claims', async () => {
  let pulls = 0
  const endless = new ReadableStream<Uint8Array>({
    pull: controller => {
      pulls += 1
      controller.enqueue(new Uint8Array(1024))
    },
  })
  expect(await codeOf('POST', '/api-keys/test', endless)).toBe('payload_too_large')
  expect(pulls).toBeLessThan(40)
})
