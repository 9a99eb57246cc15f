import { type Attack, encode, type Mint, partsOf, refusedAs, type Signer, sign, stranger } from './signing.ts'

/** Orders of the groups that signatures are numbers of (FIPS 186-5, RFC 8032 §5.1). */
const orders: Partial<Record<Signer['algorithm'], bigint>> = {
  ES256: 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n,
  ES384: 0xffffffffffffffffffffffffffffffffffffffffffffffffc7634d81f4372ddf581a0db248b0a77aecec196accc52973n,
  EdDSA: 2n ** 252n + 27742317777372353535851937790883648493n,
}
const toNumber = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`)
const toBytes = (value: bigint, length: number) =>
  Buffer.from(value.toString(16).padStart(length * 2, '0'), 'hex')

/** The other signature that every ECDSA library takes for the same text: `s` negated. Null for other kinds of keys. */
export const negate = (token: string, { algorithm }: Signer): string | null => {
  const order = orders[algorithm]
  if (order === undefined || algorithm === 'EdDSA') return null
  const [header, payload, signature] = partsOf(token)
  const bytes = Buffer.from(signature, 'base64url')
  const half = bytes.length / 2
  const negated = toBytes(order - toNumber(bytes.subarray(half)), half)
  return `${header}.${payload}.${encode(Buffer.concat([bytes.subarray(0, half), negated]))}`
}

/** Signatures that are not the issuer's, though some libraries took them (CVE-2022-21449 and its kind). */
export const attacksOnSignature = ({ signer, make }: Mint): Attack[] => {
  const [header, payload, signature] = partsOf(make())
  const signed = `${header}.${payload}`
  const bytes = Buffer.from(signature, 'base64url')
  const { length } = bytes
  const withBytes = (other: Uint8Array) => `${signed}.${encode(other)}`
  const order = orders[signer.algorithm]
  const isEc = signer.algorithm.startsWith('ES')
  const half = length / 2
  const pair = (r: bigint, s: bigint) => withBytes(Buffer.concat([toBytes(r, half), toBytes(s, half)]))
  const flipped = (at: number) => withBytes(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)))

  return refusedAs('signature', {
    'a signature of zeros': withBytes(Buffer.alloc(length)),
    'a signature of ones': withBytes(Buffer.alloc(length, 0xff)),
    'a signature of one': withBytes(toBytes(1n, length)),
    'one byte': withBytes(Buffer.from([0])),
    'half a signature': withBytes(bytes.subarray(0, length / 2)),
    'a signature without its first byte': withBytes(bytes.subarray(1)),
    'a signature without its last byte': withBytes(bytes.subarray(0, -1)),
    'a signature with a zero in front': withBytes(Buffer.concat([Buffer.alloc(1), bytes])),
    'a signature with a zero behind': withBytes(Buffer.concat([bytes, Buffer.alloc(1)])),
    'a signature twice': withBytes(Buffer.concat([bytes, bytes])),
    'its first bit changed': flipped(0),
    'its last bit changed': flipped(length - 1),
    'the payload for a signature': `${signed}.${payload}`,
    'a signature of the payload alone': withBytes(sign(payload, signer)),
    'a signature of the parts the other way round': withBytes(sign(`${payload}.${header}`, signer)),
    'a signature of the plain text': withBytes(
      sign(
        Buffer.from(header, 'base64url').toString() + Buffer.from(payload, 'base64url').toString(),
        signer,
      ),
    ),
    'a signature of another token': `${signed}.${partsOf(make({ jti: 'another' }))[2]}`,
    'a stranger’s signature': withBytes(sign(signed, stranger)),
    ...(signer.algorithm !== 'EdDSA' && {
      'a signature by another hash': withBytes(sign(signed, signer, { hash: 'sha512' })),
      'a signature by a hash that is broken': withBytes(sign(signed, signer, { hash: 'sha1' })),
    }),
    ...(signer.algorithm === 'PS256' && {
      'a salt of no bytes': withBytes(sign(signed, signer, { saltLength: 0 })),
      'a salt of 20 bytes': withBytes(sign(signed, signer, { saltLength: 20 })),
      'the padding of RS256': withBytes(sign(signed, { ...signer, algorithm: 'RS256' })),
    }),
    ...(signer.algorithm === 'RS256' && {
      'the padding of PS256': withBytes(sign(signed, { ...signer, algorithm: 'PS256' })),
    }),
    ...(isEc &&
      order !== undefined && {
        'a signature in DER': withBytes(sign(signed, signer, { dsaEncoding: 'der' })),
        'r and s the order': pair(order, order),
        'r 0': pair(0n, toNumber(bytes.subarray(half))),
        's 0': pair(toNumber(bytes.subarray(0, half)), 0n),
        'r 1 and s 1': pair(1n, 1n),
        's the order': pair(toNumber(bytes.subarray(0, half)), order),
        'r and s exchanged': pair(toNumber(bytes.subarray(half)), toNumber(bytes.subarray(0, half))),
      }),
    ...(signer.algorithm === 'EdDSA' &&
      order !== undefined && {
        's and the order': withBytes(
          Buffer.concat([
            bytes.subarray(0, half),
            toBytes(toNumber(bytes.subarray(half).toReversed()) + order, half).reverse(),
          ]),
        ),
        'r the neutral point and s 0': withBytes(Buffer.concat([Buffer.from([1]), Buffer.alloc(63)])),
      }),
  })
}
