import { createPublicKey } from 'node:crypto'
import { JwtVerifier } from 'aws-jwt-verify'
import { createVerifier } from 'fast-jwt'
import { importJWK, jwtVerify } from 'jose'
import jsonwebtoken from 'jsonwebtoken'
import { inTurn, inTurnAwaited } from './in-turn.ts'
import type { Issued } from './start-issuer.ts'
import type { Subjects } from './subject.ts'

const toPem = ({ jwk }: Issued) =>
  createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString()

/** What the published peers take for a token, its key at hand, each told whose tokens it may accept. */
export const subjects = {
  jose: async ({ jwk, tokens, issuer, audience }: Issued) => {
    const key = await importJWK(jwk, 'RS256')
    const expected = { issuer, audience, algorithms: ['RS256'] }
    return inTurnAwaited(
      tokens.length,
      async at => (await jwtVerify(tokens[at] ?? '', key, expected)).payload.sub,
    )
  },
  fastJwt: (issued: Issued) => {
    const { tokens, issuer: allowedIss, audience: allowedAud } = issued
    const verify = createVerifier({ key: toPem(issued), algorithms: ['RS256'], allowedIss, allowedAud })
    return inTurn(tokens.length, at => verify(tokens[at] ?? '').sub)
  },
  fastJwtCached: (issued: Issued) => {
    const { tokens, issuer: allowedIss, audience: allowedAud } = issued
    const cache = { cache: tokens.length * 2, cacheTTL: 3_600_000 }
    const verify = createVerifier({
      key: toPem(issued),
      algorithms: ['RS256'],
      allowedIss,
      allowedAud,
      ...cache,
    })
    for (const token of tokens) verify(token)
    return inTurn(tokens.length, at => verify(tokens[at] ?? '').sub)
  },
  jsonwebtoken: ({ jwk, tokens, issuer, audience }: Issued) => {
    const key = createPublicKey({ key: jwk, format: 'jwk' })
    const expected = { issuer, audience, algorithms: ['RS256' as const] }
    return inTurn(tokens.length, at => jsonwebtoken.verify(tokens[at] ?? '', key, expected).sub)
  },
  awsJwtVerify: ({ jwk, tokens, issuer, audience }: Issued) => {
    const verifier = JwtVerifier.create({ issuer, audience, jwksUri: `${issuer}/oauth2/jwks` })
    verifier.cacheJwks({ keys: [{ ...jwk, kty: 'RSA', alg: 'RS256', use: 'sig' }] })
    return inTurn(tokens.length, at => verifier.verifySync(tokens[at] ?? '').sub)
  },
} satisfies Subjects<Issued>
