import { expect, test } from 'vitest'
import { sampleRequests } from './requests.ts'
import { sendRequest } from './send-request.ts'

const [whoami, , createPost] = sampleRequests
const clock = (...times: number[]) => {
  const left = [...times]
  return () => left.shift() ?? Number.NaN
}

test('the key travels in the Authorization header and nowhere else', async () => {
  let sent: Request | undefined
  await sendRequest(
    { credential: 'sk_secret', request: createPost },
    {
      now: clock(0, 1),
      fetch: async (input, init) => {
        sent = new Request(new URL(String(input), 'http://localhost'), init)
        return new Response('{}')
      },
    },
  )
  expect(sent?.headers.get('Authorization')).toBe('Bearer sk_secret')
  expect(sent?.credentials).toBe('omit')
  expect(sent?.url).toBe('http://localhost/sample/v1/posts')
  expect(await sent?.text()).not.toContain('sk_secret')
})

test('an answer is given with its telling headers, its body laid out, and how long it took', async () => {
  const headers = {
    'WWW-Authenticate': 'Bearer',
    'Content-Type': 'application/problem+json',
    'X-Other': '1',
    'Server-Timing': 'proxy;dur=3, gate;desc="memory";dur=0.042',
  }
  const fetch = async () =>
    new Response('{"status":401}', { status: 401, statusText: 'Unauthorized', headers })
  expect(await sendRequest({ credential: '', request: whoami }, { fetch, now: clock(100, 142) })).toEqual({
    ok: true,
    answer: {
      status: 401,
      statusText: 'Unauthorized',
      challenge: 'Bearer',
      check: { source: 'memory', milliseconds: 0.042 },
      headers: [
        ['WWW-Authenticate', 'Bearer'],
        ['Content-Type', 'application/problem+json'],
      ],
      body: '{\n  "status": 401\n}',
      milliseconds: 42,
    },
  })
})

test('an answer that says nothing of a check has none', async () => {
  for (const timing of ['', 'proxy;dur=3', 'gate;dur=3', 'agate;desc="memory";dur=1']) {
    const fetch = async () => new Response('{}', { headers: { 'Server-Timing': timing } })
    expect(await sendRequest({ credential: '', request: whoami }, { fetch, now: clock(0, 1) })).toMatchObject(
      {
        answer: { check: null },
      },
    )
  }
})

test('a value that no header can carry is not sent', async () => {
  let calls = 0
  const fetch = async () => {
    calls += 1
    return new Response()
  }
  for (const credential of ['sk_a b', 'sk_ä', 'sk_\n1']) {
    expect(await sendRequest({ credential, request: whoami }, { fetch, now: clock() })).toEqual({
      ok: false,
      reason: 'unsendable',
    })
  }
  expect(calls).toBe(0)
})

test('a connection that breaks is told as such', async () => {
  const fetch = () => Promise.reject(new TypeError('Failed to fetch'))
  expect(await sendRequest({ credential: 'sk_1', request: whoami }, { fetch, now: clock() })).toEqual({
    ok: false,
    reason: 'unreachable',
  })
})
