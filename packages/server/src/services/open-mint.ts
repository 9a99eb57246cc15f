import { isKeydeskError } from '../keydesk-error.ts'
import { holdIdempotent, type NewIntent, openIntentWithinQuota } from '../store/index.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import type { Freshness } from './freshness.ts'
import { toActor } from './record.ts'
import { settleAs, tooLate } from './record-or-undo.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** What is about to be made, and the most there may be of it. */
export interface Minting {
  /** Also the intent's id, and WorkOS's idempotency key. */
  runId: string
  action: string
  /** What it is made from or for, of which one intent may be open at a time. */
  subjectId: string | null
  payload: Record<string, unknown>
  freshness: Pick<Freshness, 'know' | 'mirror'>
  quota: number
  /** The actions that end with one more. */
  countedActions: readonly string[]
}

/** Writes down that a credential is about to be made: of many at once no more than the quota has room for. */
export const openMint = async (
  context: ServiceContext,
  call: ServiceCall,
  { freshness, quota, countedActions, ...minting }: Minting,
): Promise<{ opened: 'opened' | 'busy' | 'over_quota'; intent: NewIntent }> => {
  const intent = toIntent(context, call, minting)
  const { organizationId } = intent
  // The quota counts every one, wherever it was made.
  await freshness.know(context, organizationId, call.signal)
  const opened = await context.store.transaction(async tx => {
    // Whoever took this run for dead runs in its place.
    if (!(await holdIdempotent(tx, { organizationId, runId: minting.runId }))) throw tooLate()
    return openIntentWithinQuota(tx, intent, { quota, countedActions, mirror: freshness.mirror })
  })
  return { opened, intent }
}

/** What is about to be done for somebody, as it is written down before. */
export const toIntent = (
  { now }: ServiceContext,
  { actor, requestId, deadlineAt }: ServiceCall,
  {
    runId,
    action,
    subjectId,
    payload,
  }: { runId: string; action: string; subjectId: string | null; payload: Record<string, unknown> },
): NewIntent => ({
  id: runId,
  organizationId: actor.organization.id,
  action,
  subjectId,
  actor: toActor(actor.person),
  requestId,
  payload,
  startedAt: now(),
  deadlineAt,
})

/** Asks WorkOS for what an intent says. A plain no closes the intent; after anything else it stays open for whoever settles it. */
export const attempt = async <Result>(
  { store, now }: ServiceContext,
  intent: NewIntent,
  ask: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await ask()
  } catch (error) {
    if (isPlainNo(error)) await settleAs(store, intent, { outcome: 'refused', at: now() }).catch(() => {})
    throw error
  }
}

/** Whether an answer of WorkOS says for certain that nothing was done. */
export const isPlainNo = (error: unknown): boolean =>
  error instanceof WorkosRefusal || (isKeydeskError(error) && error.code === 'upstream_rate_limited')
