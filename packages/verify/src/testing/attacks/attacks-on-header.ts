import { createHmac } from 'node:crypto'
import { type Attack, encode, kidOf, type Mint, partsOf, refusedAs, signers, stranger } from './signing.ts'

const each = (name: string, values: readonly unknown[], make: (value: unknown) => string) =>
  Object.fromEntries(values.map(value => [`${name} ${JSON.stringify(value)}`, make(value)]))

const none = ['none', 'None', 'NONE', 'nOnE', ' none', 'none\0']
const encryption = ['dir', 'RSA-OAEP', 'RSA1_5', 'A128KW', 'PBES2-HS256+A128KW', 'ECDH-ES']
const types = [
  ...['dpop+jwt', 'logout+jwt', 'secevent+jwt', 'oauth-authz-req+jwt', 'token-introspection+jwt', 'kb+jwt'],
  ...['id_token', 'JWE', 'JOSE', 'at+jwt ', 'at+jwt\0', 'at+jwt, jwt', 'application/application/at+jwt', ''],
  ...['application/', 'x/at+jwt', 'ａt+jwt', 7, true, null, ['at+jwt'], { toString: 'at+jwt' }],
]

/** Headers that would have the gate choose another algorithm, another key or another reading (RFC 8725 §2.1, §2.2, §2.10, §3.11). */
export const attacksOnHeader = ({ signer, make, makeRaw, head, text }: Mint): Attack[] => {
  const kid = kidOf(signer)
  const [header, payload, signature] = partsOf(make())
  const unsigned = (alg: unknown) => `${encode(JSON.stringify({ alg, kid, typ: 'at+jwt' }))}.${payload}`
  const jwk = signer.publicKey.export({ format: 'jwk' })
  const pem = signer.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const hmac = (hash: 'sha256' | 'sha512', secret: string | Buffer, id = kid) => {
    const confused = `${encode(JSON.stringify({ alg: `HS${hash.slice(3)}`, kid: id, typ: 'at+jwt' }))}.${payload}`
    return `${confused}.${encode(createHmac(hash, secret).update(confused).digest())}`
  }
  const foreign = stranger.publicKey.export({ format: 'jwk' })
  const byStranger = (part: Record<string, unknown>) =>
    make({}, { alg: stranger.algorithm, ...part }, stranger)
  const ofStranger = {
    'with its key': { jwk: foreign },
    'with the address of its keys': { jku: 'https://evil.test/jwks' },
    'with its certificate': { x5c: [encode('certificate')], x5t: 'x', 'x5t#S256': 'x' },
    'with the address of its certificate': { x5u: 'https://evil.test/x' },
    'with all of these': { jwk: foreign, jku: 'data:application/json,{}', x5u: 'file:///etc/passwd' },
  }
  return [
    ...refusedAs('algorithm', {
      ...each('alg', none, alg => `${unsigned(alg)}.${signature}`),
      ...each('alg, with an end of a signature,', none, alg => `${unsigned(alg)}.AA`),
      ...each('alg', encryption, alg => make({}, { alg })),
      ...each('alg', ['', null, true, 1, {}, ['RS256']], alg => make({}, { alg })),
      ...each('alg', ['constructor', '__proto__', 'toString', 'hasOwnProperty'], alg => make({}, { alg })),
      'no alg': make({}, { alg: undefined }),
      'alg in another case': make({}, { alg: signer.algorithm.toLowerCase().replace('eddsa', 'EDDSA') }),
      'alg with a space': make({}, { alg: `${signer.algorithm} ` }),
      'alg in a list': make({}, { alg: [signer.algorithm] }),
      'alg of a prototype': makeRaw(`{"__proto__":{"alg":"${signer.algorithm}"},"kid":"${kid}"}`, text),
      'an algorithm that was not chosen': make({}, { alg: 'RS512' }),
      'an algorithm under its new name': make({}, { alg: 'Ed25519' }),
      'an algorithm of a curve for coins': make({}, { alg: 'ES256K' }),
      'HS256 with the public key in PEM as the secret': hmac('sha256', pem),
      'HS256 with the same without its last line break': hmac('sha256', pem.trim()),
      'HS256 with the public key in DER': hmac(
        'sha256',
        signer.publicKey.export({ type: 'spki', format: 'der' }),
      ),
      'HS256 with the public key as JSON': hmac('sha256', JSON.stringify(jwk)),
      'HS256 with the modulus or the point': hmac('sha256', Buffer.from(String(jwk.n ?? jwk.x), 'base64url')),
      'HS512 with the public key in PEM': hmac('sha512', pem),
      'HS256 with nothing': hmac('sha256', ''),
      'HS256 with a published secret': hmac('sha256', 'secret', 'symmetric'),
    }),
    ...refusedAs('unknown_signing_key', {
      ...each('kid', ['', null, 1, true, [kid], { kid }], id => make({}, { kid: id })),
      ...each('kid', ['../../dev/null', '/dev/null', 'file:///dev/null', 'https://evil.test/jwks'], id =>
        make({}, { kid: id }),
      ),
      ...each('kid', ["' OR 1=1 --", '| id', '$(id)', '*', '%00', kid.toUpperCase()], id =>
        make({}, { kid: id }),
      ),
      ...each('kid', ['__proto__', 'constructor', 'toString'], id => make({}, { kid: id })),
      ...each('kid', [` ${kid}`, `${kid}\n`, `${kid}\0`, `${signer.algorithm} ${kid}`], id =>
        make({}, { kid: id }),
      ),
      'no kid': make({}, { kid: undefined }),
      'kid of a prototype': makeRaw(
        `{"__proto__":{"kid":"${kid}"},"alg":"${signer.algorithm}","typ":"at+jwt"}`,
        text,
      ),
      'kid beyond measure': make({}, { kid: kid.repeat(100) }),
      'kid of a symmetric key': make({}, { kid: 'symmetric' }),
      'kid of a key for encryption': make({}, { kid: 'for_encryption' }),
      'kid of a key for another algorithm': make({}, { kid: 'for_PS512' }),
      'kid of a point off the curve': make({}, { kid: 'off_the_curve' }),
      ...Object.fromEntries(
        signers
          .filter(other => other.publicKey.asymmetricKeyType !== signer.publicKey.asymmetricKeyType)
          .map(other => [`kid of the key for ${other.algorithm}`, make({}, { kid: kidOf(other) })]),
      ),
      ...Object.fromEntries(
        Object.entries(ofStranger).map(([how, part]) => [
          `a stranger ${how}, without a kid`,
          byStranger({ ...part, kid: undefined }),
        ]),
      ),
    }),
    ...Object.entries(ofStranger).flatMap(([how, part]) =>
      refusedAs(signer.publicKey.asymmetricKeyType === 'rsa' ? 'signature' : 'unknown_signing_key', {
        [`a stranger ${how}, by a kid of the issuer`]: byStranger({ ...part, kid }),
      }),
    ),
    ...refusedAs('claims', {
      ...each('crit', [['exp'], ['b64'], ['kid'], [], 'exp', null, {}, 0], crit => make({}, { crit })),
      ...each('typ', types, typ => make({}, { typ })),
      ...each('b64', [false, true, null], b64 => make({}, { b64 })),
      'a payload that is not encoded, as it should be said': make({}, { b64: false, crit: ['b64'] }),
      'a payload said to be compressed': make({}, { zip: 'DEF' }),
      'a payload said to be encrypted': make({}, { enc: 'A256GCM' }),
    }),
    ...refusedAs(
      'claims',
      { 'no typ': make({}, { typ: undefined }), 'typ "JWT"': make({}, { typ: 'JWT' }) },
      'rfc9068',
    ),
    ...refusedAs('signature', {
      'another header': `${encode(JSON.stringify({ ...JSON.parse(head), x: 1 }))}.${payload}.${signature}`,
      'another payload': `${header}.${encode(text.replace('org_northwind', 'org_globex'))}.${signature}`,
    }),
  ]
}
