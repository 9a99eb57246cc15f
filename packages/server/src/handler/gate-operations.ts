import { createHash, timingSafeEqual } from 'node:crypto'
import type { Operation, Operations, routes } from '@keydesk/contract'
import { KeydeskError } from '../keydesk-error.ts'
import { reportUsage } from '../services/report-usage.ts'
import type { GateCall, ServiceContext } from '../services/service-context.ts'
import { verifyCredential } from '../services/verify-credential.ts'
import type { Settings } from '../settings.ts'

/** The operations that are for gates. */
export type GateOperation = {
  [O in Operation]: (typeof routes)[O] extends { gate: true } ? O : never
}[Operation]

/** What serves an operation of gates. */
interface GateService<Answer> {
  run: (context: ServiceContext, call: GateCall, body: unknown) => Promise<Answer>
  /** Largest body, where it is not the one that holds for everybody. */
  bodyBytes?: number
}

/** What serves each operation of gates: always a JSON body; 200, or 204 where there is nothing to tell. */
export const gateOperations: { [O in GateOperation]: GateService<Operations[O]['response']> } = {
  verifyCredential: { run: verifyCredential },
  // As many entries as one report may have, each with an id of the longest.
  reportUsage: { run: reportUsage, bodyBytes: 160 * 1024 },
}

/** Tells the operations of gates from those that act for somebody. */
export const isGateOperation = (operation: Operation): operation is GateOperation =>
  Object.hasOwn(gateOperations, operation)

/** Lets a gate through that shows a token of ours (RFC 6750); throws `unauthenticated`, the same whether there is a token to show or not. */
export const requireGateToken = ({ headers }: Request, { gateTokens }: Settings): void => {
  const [, shown] = /^Bearer +(\S+)$/i.exec(headers.get('Authorization') ?? '') ?? []
  if (shown === undefined) throw unauthenticated('Bearer')
  const digest = hash(shown)
  // Digests have one length, and every token is compared: time tells nothing of either.
  const matches = gateTokens.filter(token => timingSafeEqual(hash(token), digest))
  if (matches.length === 0) throw unauthenticated('Bearer error="invalid_token"')
}

const unauthenticated = (challenge: string) =>
  new KeydeskError({
    code: 'unauthenticated',
    detail: 'This route is for gates: show the gate token of this broker as Authorization: Bearer.',
    headers: { 'WWW-Authenticate': challenge },
  })

const hash = (text: string): Buffer => createHash('sha256').update(text).digest()
