import { createPublicKey } from 'node:crypto'
import { createVerifier as createFastJwt } from 'fast-jwt'
import { compactVerify, importJWK, jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { now, type Signer, seconds } from './attacks/signing.ts'

/** Which of three other verifiers accept a token, held to the same issuer, clock and algorithm. */
export const acceptedElsewhere = async (
  token: string,
  { algorithm, publicKey }: Signer,
  issuer: string,
): Promise<string[]> => {
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const verifiers: Record<string, () => unknown> = {
    jose: async () => {
      const jwk = await importJWK(publicKey.export({ format: 'jwk' }), algorithm)
      await compactVerify(token, jwk)
      return jwtVerify(token, jwk, {
        issuer,
        algorithms: [algorithm],
        currentDate: new Date(now),
        clockTolerance: 5,
      })
    },
    jsonwebtoken: () => {
      if (algorithm === 'EdDSA') throw new Error('not known to it')
      return jsonwebtoken.verify(token, createPublicKey(pem), {
        issuer,
        algorithms: [algorithm],
        clockTimestamp: seconds,
        clockTolerance: 5,
      })
    },
    'fast-jwt': () =>
      createFastJwt({
        key: pem,
        allowedIss: issuer,
        algorithms: [algorithm],
        clockTimestamp: now,
        clockTolerance: 5_000,
      })(token),
  }
  const accepted: string[] = []
  for (const [name, verify] of Object.entries(verifiers)) {
    try {
      await verify()
      accepted.push(name)
    } catch {
      // Refused there.
    }
  }
  return accepted
}
