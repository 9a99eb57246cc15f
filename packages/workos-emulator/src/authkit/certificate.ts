import { createPublicKey, type KeyObject, randomBytes, sign } from 'node:crypto'

const sha256WithRsa = sequence(tlv(0x06, Buffer.from('2a864886f70d01010b', 'hex')), tlv(0x05))
const commonNameId = tlv(0x06, Buffer.from('550403', 'hex'))

/** A self-signed X.509 certificate (DER, RFC 5280) for a key, because WorkOS's key set carries one for each key. */
export function createCertificate(options: { privateKey: KeyObject; name: string; from: Date }): Buffer {
  const { privateKey, from } = options
  const name = sequence(tlv(0x31, sequence(commonNameId, tlv(0x0c, Buffer.from(options.name)))))
  const until = new Date(from)
  until.setUTCFullYear(until.getUTCFullYear() + 20)
  const serial = Buffer.concat([Buffer.of(1), randomBytes(15)])
  const content = sequence(
    tlv(0x02, serial),
    sha256WithRsa,
    name,
    sequence(generalizedTime(from), generalizedTime(until)),
    name,
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
  )
  const signature = sign('sha256', content, privateKey)
  return sequence(content, sha256WithRsa, tlv(0x03, Buffer.of(0), signature))
}

function generalizedTime(date: Date): Buffer {
  return tlv(0x18, Buffer.from(`${date.toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')}Z`))
}

function sequence(...parts: Buffer[]): Buffer {
  return tlv(0x30, ...parts)
}

function tlv(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts)
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.of(tag, ...size), content])
}
