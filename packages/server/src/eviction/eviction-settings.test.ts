import { expect, it } from 'vitest'
import { findEvictionProblems } from './eviction-settings.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const fine = 'https://api.example.com/keydesk/evict'

it.each([
  [[], []],
  [[], [secret]],
  [[fine], [secret]],
  [
    [fine, 'https://eu.example.com:8443/evict?pool=a'],
    [secret, secret],
  ],
  [['http://localhost:4020/evict', 'http://127.0.0.1:1/', 'http://[::1]:1/'], [secret]],
])('finds nothing wrong with %j', (urls, secrets) => {
  expect(findEvictionProblems({ urls, secrets })).toEqual([])
})

it.each([
  ['api.example.com', 'entry 1 is no URL'],
  ['http://api.example.com/evict', 'must be https'],
  ['http://127.evil.test/evict', 'must be https'],
  ['http://localhost.evil.test/evict', 'must be https'],
  ['http://10.0.0.7/evict', 'must be https'],
  ['ftp://localhost/evict', 'must be https'],
  ['https://somebody:hush@api.example.com/', 'must not carry a user name'],
  ['https://api.example.com/#hush', 'must not have a fragment'],
])('names the variable for the URL %s and what to do, and quotes the host alone', (url, message) => {
  const problems = findEvictionProblems({ urls: [url], secrets: [secret] })
  expect(problems).toEqual([{ setting: 'KEYDESK_EVICT_URLS', message: expect.stringContaining(message) }])
  expect(JSON.stringify(problems)).not.toContain('hush')
})

it('says which entry of a list is wrong, and everything at once', () => {
  const problems = findEvictionProblems({
    urls: [fine, 'nowhere', 'http://api.example.com/'],
    secrets: [secret, 'hunter2'],
  })
  expect(problems.map(({ setting, message }) => `${setting} ${message.slice(0, 7)}`)).toEqual([
    'KEYDESK_EVICT_URLS entry 2',
    'KEYDESK_EVICT_URLS entry 3',
    'KEYDESK_EVICT_SECRET entry 2',
  ])
})

const base64Of = (bytes: number) => Buffer.alloc(bytes, 7).toString('base64')
it.each([
  'hunter2',
  base64Of(32),
  'whsec_',
  `whsec_${base64Of(23)}`,
  `whsec_${base64Of(65)}`,
  `whsec_${base64Of(32)} `,
  `whsec_${base64Of(32).replaceAll('=', '')}`,
  `whsec_*${base64Of(32)}`,
])('does not take %j for a secret, and does not quote it', wrong => {
  expect(findEvictionProblems({ urls: [fine], secrets: [wrong] })).toEqual([
    {
      setting: 'KEYDESK_EVICT_SECRET',
      message: 'entry 1 is no signing secret; write whsec_ and the base64 of 24 to 64 random bytes',
    },
  ])
})

it('asks for a secret as soon as there is a gate', () => {
  expect(findEvictionProblems({ urls: [fine], secrets: [] })).toEqual([
    { setting: 'KEYDESK_EVICT_SECRET', message: expect.stringContaining('set it to the secret') },
  ])
})
