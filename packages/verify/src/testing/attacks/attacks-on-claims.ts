import { type Attack, audience, type Mint, now, refusedAs, seconds } from './signing.ts'

/** Claims under names, each a token well signed. */
const eachOf = (
  { make }: Mint,
  claim: string,
  values: Readonly<Record<string, unknown>>,
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [`${claim}: ${name}`, make({ [claim]: value })]),
  )

const noText = { 'a number': 7, true: true, null: null, nothing: undefined, 'an object': {} }

/** Well signed, and yet not for here or not now (RFC 7519 §4.1, RFC 8725 §3.8 to §3.10, RFC 9068 §4). */
export const attacksOnClaims = (mint: Mint): Attack[] => {
  const { make, makeRaw, head, text } = mint
  const { iss, org_id: organization } = mint.claims()
  const of = (claim: string, values: Record<string, unknown>) => eachOf(mint, claim, values)
  const withEnd = (json: string) => makeRaw(head, text.replace(/"exp":\d+/, `"exp":${json}`))
  const withStart = (json: string) => makeRaw(head, text.replace(/"iat":\d+/, `"iat":${json}`))
  return [
    ...refusedAs(
      'issuer',
      of('iss', {
        ...noText,
        'none at all': '',
        'a slash more': `${iss}/`,
        'in capitals': iss.toUpperCase(),
        'with a path': `${iss}/oauth`,
        'as the name of another': iss.replace('http://', 'http://evil.test@'),
        'as the beginning of another': `${iss}.evil.test`,
        'as the end of another': `evil${iss}`,
        'a space more': `${iss} `,
        'in a list': [iss],
        another: 'https://evil.test',
      }),
    ),
    ...refusedAs(
      'audience',
      of('aud', {
        'a number': 7,
        true: true,
        null: null,
        'an object': { [audience]: true },
        nothing: undefined,
        'none at all': '',
        'an empty list': [],
        another: 'https://other.test',
        'several others': ['https://other.test', `${audience}/`],
        'a slash more': `${audience}/`,
        'in capitals': audience.toUpperCase(),
        'as the beginning of another': `${audience}.evil.test`,
        'as one of several words': `${audience} https://other.test`,
        'in a list in a list': [[audience]],
        'beside a number': [audience, 7],
        'beside null': [null, audience],
      }),
    ),
    ...refusedAs('expired', {
      ...of('exp', {
        'the moment, and the leeway': seconds - 5,
        'long ago': seconds - 50,
        'a little before': seconds - 5.001,
        'the beginning of time': 0,
      }),
      'exp: minus nothing': withEnd('-0'),
    }),
    ...refusedAs('not_yet_valid', {
      ...of('iat', { 'to come': seconds + 6, 'in milliseconds': now }),
      ...of('nbf', { 'to come': seconds + 6, 'just to come': seconds + 5.001, 'in milliseconds': now }),
    }),
    ...refusedAs('claims', {
      ...of('exp', {
        ...noText,
        'a number': '7',
        'in words': String(seconds + 300),
        'in words, with an exponent': '1e99',
        'a date': '2099-01-01T00:00:00Z',
        'in a list': [seconds + 300],
        'before all time': -1,
        'beyond all time': 1e308,
        'beyond what a date can hold': 8_640_000_000_001,
        'in milliseconds': now + 300_000,
        'a day and a second later': seconds - 60 + 86_401,
      }),
      'exp: before its beginning': make({ iat: seconds, exp: seconds - 1 }),
      'exp: its beginning': make({ iat: seconds, exp: seconds }),
      'exp: 1e400': withEnd('1e400'),
      'exp: -1e400': withEnd('-1e400'),
      ...of('iat', { ...noText, 'a number': '7', 'in words': String(seconds), 'before all time': -1 }),
      'iat: -1e400': withStart('-1e400'),
      'iat: 1e400': withStart('1e400'),
      ...of('nbf', {
        null: null,
        true: true,
        'in words': 'now',
        'before all time': -1,
        'in a list': [seconds],
      }),
      ...of('sub', {
        ...noText,
        'none at all': '',
        'in a list': ['client_01'],
        'with a line break': 'client_01\n',
        'with a space': 'client 01',
        'with a NUL': 'client_01\0',
        'beyond measure': 'c'.repeat(201),
      }),
      ...of('org_id', {
        ...noText,
        'none at all': '',
        'an empty list': [],
        'in a list': [organization],
        'two in a list': [organization, 'org_globex'],
        'an object that says it': { toString: organization },
        'with a line break': `${organization}\nx`,
        'with a space': `${organization} `,
        'with a NUL': `${organization}\0`,
        'turned round': `\u202e${organization}`,
        'of letters that only look like it': organization.replace('o', '\u043e'),
        'half a letter': '\ud800',
        'beyond measure': 'o'.repeat(201),
      }),
      'org_id: under another name': make({
        org_id: undefined,
        organization_id: organization,
        orgId: organization,
      }),
      'org_id: of a prototype': makeRaw(
        head,
        `{"__proto__":{"org_id":"${organization}"},${text.replace('"org_id"', '"x"').slice(1)}`,
      ),
      ...of('scope', {
        'a number': 7,
        true: true,
        null: null,
        'an object': {},
        'in a list': ['posts:read'],
        'a space': ' ',
        'a space in front': ' posts:read',
        'a space behind': 'posts:read ',
        'two spaces': 'posts:read  posts:write',
        'a tab': 'posts:read\tposts:write',
        'a line break': 'posts:read\nposts:write',
        'a NUL': 'posts:read\0',
        'a quote': 'posts:read" x="',
        'a backslash': 'posts\\read',
        'not ASCII': 'pösts:read',
      }),
    }),
    ...refusedAs(
      'claims',
      {
        ...of('client_id', { ...noText, 'in a list': ['client_01'] }),
        ...of('jti', { ...noText, 'none at all': '' }),
      },
      'rfc9068',
    ),
    ...refusedAs('sender_constrained', {
      ...of('cnf', { 'a key': { jkt: 'x' }, 'a certificate': { 'x5t#S256': 'x' }, empty: {}, null: null }),
    }),
    ...refusedAs('not_m2m', {
      ...of('client_id', { another: 'client_02', 'in capitals': 'CLIENT_01' }),
      ...of('sub', { another: 'client_02', 'a person of this client': 'user_01' }),
      ...of('act', { another: { sub: 'client_02' }, null: null }),
      ...of('may_act', { another: { sub: 'client_02' } }),
      ...of('nonce', { any: 'x' }),
      ...of('at_hash', { any: 'x' }),
      ...of('c_hash', { any: 'x' }),
      ...of('auth_time', { any: seconds }),
    }),
    ...refusedAs(
      'not_m2m',
      {
        ...of('sid', { any: 'session_01', null: null, 'none at all': '' }),
        'a session of the environment': make({
          aud: audience,
          client_id: undefined,
          sub: 'user_01',
          sid: 'session_01',
          scope: undefined,
          role: 'admin',
          permissions: ['posts:write'],
        }),
        'a session without its id': make({ client_id: undefined, sub: 'user_01', scope: undefined }),
        'an ID token': make({ client_id: undefined, sub: 'user_01', nonce: 'n', email: 'a@acme.test' }),
        'an ID token about the client': make({ azp: 'client_01', nonce: 'n', at_hash: 'x' }),
        'somebody who is impersonated': make({ client_id: undefined, act: { sub: 'admin@acme.test' } }),
      },
      'workos',
    ),
  ]
}
