import type { Clock } from '../create-clock.ts'
import type { SharedDenial } from '../keys/shared-cache.ts'

/** Clients whose tokens of before a moment are refused. Times are in milliseconds since 1970. */
export interface DenyList {
  /** Default: now. Throws a TypeError for what is no time. */
  add(clientId: string, notBefore?: number): SharedDenial
  covers(clientId: string, issuedAt: number): boolean
}

/**
 * Makes the list. `keepMs`: the longest a token can live; a client denied longer ago has none left. `leewayMs`: how far the issuer's
 * clock may be ahead, so that a token of before may look younger by as much.
 */
export const createDenyList = ({
  clock,
  keepMs,
  leewayMs,
}: {
  clock: Clock
  keepMs: number
  leewayMs: number
}): DenyList => {
  /** `isOver`: whether every token it can concern has ended, by the passing of time and not by a clock that may be set. */
  const denied = new Map<string, { notBefore: number; isOver: () => boolean }>()
  return {
    add: (clientId, notBefore = clock.latest()) => {
      if (Number.isNaN(notBefore)) throw new TypeError('A client is denied from a time on, not from NaN')
      for (const [id, { isOver }] of denied) if (isOver()) denied.delete(id)
      const added = clock.mark()
      const lastsMs = Math.max(0, notBefore - added.at) + keepMs + leewayMs
      const before = denied.get(clientId)
      if (before === undefined || before.notBefore < notBefore)
        denied.set(clientId, { notBefore, isOver: () => clock.ageOf(added) > lastsMs })
      return { clientId, notBefore, keepMs: lastsMs }
    },
    // `iat` has whole seconds: a token of the very second may be older than the moment, so it is refused.
    covers: (clientId, issuedAt) => {
      if (denied.size === 0) return false
      const entry = denied.get(clientId)
      return entry !== undefined && issuedAt < entry.notBefore + leewayMs
    },
  }
}
