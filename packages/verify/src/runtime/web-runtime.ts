import type { AlgorithmRules } from '../tokens/algorithms.ts'
import { leastRsaBits, type Runtime } from './runtime.ts'

const encoder = new TextEncoder()

/** Names an algorithm as WebCrypto does: what a key is imported for, and what a signature is checked with. */
const nameAlgorithm = ({ kty, crv, hash: bits, pss }: AlgorithmRules) => {
  const hash = `SHA-${bits}`
  if (kty === 'OKP') return [{ name: 'Ed25519' }, { name: 'Ed25519' }] as const
  if (kty === 'EC')
    return [
      { name: 'ECDSA', namedCurve: crv ?? '' },
      { name: 'ECDSA', hash },
    ] as const
  return pss
    ? ([
        { name: 'RSA-PSS', hash },
        { name: 'RSA-PSS', saltLength: (bits ?? 0) / 8 },
      ] as const)
    : ([{ name: 'RSASSA-PKCS1-v1_5', hash }, { name: 'RSASSA-PKCS1-v1_5' }] as const)
}

/** Any runtime with the APIs of the web and nothing of Node: Workers, Vercel's edge. */
export const webRuntime: Runtime = {
  fingerprint: async value => {
    const digest = await crypto.subtle.digest('SHA-256', encoder.encode(value))
    return String.fromCharCode(...new Uint8Array(digest))
  },
  decodeBase64url: text => {
    const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
    const bytes = new Uint8Array(binary.length)
    for (let at = 0; at < binary.length; at++) bytes[at] = binary.charCodeAt(at)
    return bytes
  },
  importKey: async (jwk, rules) => {
    const [imported, used] = nameAlgorithm(rules)
    const key = await crypto.subtle.importKey('jwk', jwk, imported, false, ['verify'])
    const bits = 'modulusLength' in key.algorithm ? Number(key.algorithm.modulusLength) : 0
    if (rules.kty === 'RSA' && bits < leastRsaBits) return null
    const length = rules.signatureLength ?? Math.ceil(bits / 8)
    return async (signed, signature) =>
      signature.length === length && crypto.subtle.verify(used, key, signature, encoder.encode(signed))
  },
}
