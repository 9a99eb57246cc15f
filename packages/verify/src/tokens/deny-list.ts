/** Clients whose tokens of before a moment are refused. Times are in milliseconds since 1970. */
export interface DenyList {
  add(clientId: string, notBefore: number): void
  covers(clientId: string, issuedAt: number): boolean
}

/** Makes the list. `keepMs`: the longest a token can live; a client denied longer ago has none left. */
export const createDenyList = ({ keepMs }: { keepMs: number }): DenyList => {
  const denied = new Map<string, number>()
  return {
    add: (clientId, notBefore) => {
      const before = denied.get(clientId) ?? 0
      denied.delete(clientId)
      denied.set(clientId, Math.max(before, notBefore))
      for (const [id, since] of denied) if (since < notBefore - keepMs) denied.delete(id)
    },
    // `iat` has whole seconds: a token of the very second may be older than the moment, so it is refused.
    covers: (clientId, issuedAt) => denied.size > 0 && issuedAt < (denied.get(clientId) ?? 0),
  }
}
