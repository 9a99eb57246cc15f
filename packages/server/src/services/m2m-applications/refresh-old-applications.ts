import { applicationMirror } from '../../store/index.ts'
import { WorkosRefusal } from '../../workos/refusal.ts'
import type { ServiceContext } from '../service-context.ts'
import { applicationFreshness, callsOf } from './application-freshness.ts'

/** What nobody looks at is read again after so long. */
const oldMs = 5 * 60_000

/**
 * Reads the applications of organizations that nobody has looked at for a while, some at a time: WorkOS has no events of them, and
 * what was deleted elsewhere must reach the gates. A round makes about `mostCalls` calls at most, for WorkOS counts them. Gives why some could not be read now.
 */
export const refreshOldApplications = async (
  context: ServiceContext,
  { limit = 50, mostCalls = 500, signal }: { limit?: number; mostCalls?: number; signal: AbortSignal },
): Promise<{ failures: unknown[] }> => {
  const failures: unknown[] = []
  if (!context.settings.m2mApplications) return { failures }
  const old = await context.store.query(tx => applicationMirror.findOld(tx, { olderThanMs: oldMs, limit }))
  let calls = 0
  for (const { organizationId, count } of old) {
    calls += callsOf(count)
    // The first is read however many it has. Once the round is over no other is begun, which would go on without it.
    if (signal.aborted || (calls > mostCalls && organizationId !== old[0]?.organizationId)) break
    await applicationFreshness.refreshNow(context, organizationId, signal).catch(error => {
      // An organization that WorkOS no longer has is as the mirror remembers it.
      if (!(error instanceof WorkosRefusal)) failures.push(error)
    })
  }
  return { failures }
}
