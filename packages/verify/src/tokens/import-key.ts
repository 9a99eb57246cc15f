import type { CheckSignature, PublicJwk, Runtime } from '../runtime/runtime.ts'
import { type Algorithm, algorithms } from './algorithms.ts'

/** A key of a JWKS as it came (RFC 7517). */
export type FoundJwk = Readonly<Record<string, unknown>> & { kid: string; kty: string }

/** The public members alone, so that nothing else of a stranger's JSON reaches a key parser. */
const toPublic = ({ kty, n, e, crv, x, y }: FoundJwk): PublicJwk => {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  switch (kty) {
    case 'RSA':
      return { kty, n: text(n), e: text(e) }
    case 'EC':
      return { kty, crv: text(crv), x: text(x), y: text(y) }
    default:
      return { kty, crv: text(crv), x: text(x) }
  }
}

/**
 * Makes the check of one key for one algorithm; null where key and algorithm do not go together, or an RSA key has fewer than
 * 2,048 bits.
 */
export const importKey = async (
  jwk: FoundJwk,
  algorithm: Algorithm,
  runtime: Runtime,
): Promise<CheckSignature | null> => {
  const rules = algorithms[algorithm]
  if (jwk.kty !== rules.kty || (rules.crv !== null && jwk.crv !== rules.crv)) return null
  if (jwk.alg !== undefined && jwk.alg !== algorithm) return null
  if (jwk.use !== undefined && jwk.use !== 'sig') return null
  try {
    return await runtime.importKey(toPublic(jwk), rules)
  } catch {
    return null
  }
}
