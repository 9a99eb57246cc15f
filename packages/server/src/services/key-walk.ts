import type { WorkosGateway } from '../workos/gateway.ts'
import type { WorkosApiKey } from '../workos/wire.ts'
import { belongsTo } from './mirror.ts'

/** Looks for a key of an organization in WorkOS's own list; null when the list is without it. */
export type KeyWalk = (id: string) => Promise<WorkosApiKey | null>

/** Walks the list once for all who look, and no further than they need. A walk that breaks off says nothing of the keys behind. */
export const createKeyWalk = (
  workos: Pick<WorkosGateway, 'listAllApiKeys'>,
  { organizationId, signal }: { organizationId: string; signal: AbortSignal },
): KeyWalk => {
  const seen = new Map<string, WorkosApiKey>()
  const pages = workos.listAllApiKeys({ organizationId, signal })
  const walkTo: KeyWalk = async id => {
    for (let found = seen.get(id); ; found = seen.get(id)) {
      if (found) return found
      const page = await pages.next()
      if (page.done) return null
      for (const key of page.value) if (belongsTo(key, organizationId)) seen.set(key.id, key)
    }
  }
  let turn: Promise<WorkosApiKey | null> = Promise.resolve(null)
  return async id => {
    const known = seen.get(id)
    if (known) return known
    // One after the other; after a page that failed, so has everybody.
    turn = turn.then(() => walkTo(id))
    return turn
  }
}
