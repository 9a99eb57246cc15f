import { getKey, keyMirror, listOpenIntents, markRevoked, type Tx, takeInKeys } from '../store/index.ts'
import type { WorkosApiKey } from '../workos/wire.ts'
import { createFreshness } from './freshness.ts'
import { isIntended } from './intended-key.ts'
import { type RecordContext, record } from './record.ts'
import { tellGates } from './tell-gates.ts'

/** Who did what nobody did here. */
export const workosItself = { type: 'workos' } as const

/** How many calls to WorkOS bring all keys. */
const pagesOf = (keyCount: number): number => Math.max(1, Math.ceil(keyCount / 100))

/**
 * How the keys of each organization are kept fresh: all of them from WorkOS, page by page. Keys WorkOS no longer has are marked as
 * revoked; unknown ones were made elsewhere.
 */
export const keyFreshness = createFreshness({
  mirror: keyMirror,
  callsOf: pagesOf,
  awaited: 100,
  walk: async (context, { organizationId, holder, signal }) => {
    const { store, workos, now } = context
    for await (const page of workos.listAllApiKeys({ organizationId, signal })) {
      const keys = page.filter(key => belongsTo(key, organizationId))
      await store.transaction(tx =>
        takeIn(context, tx, { organizationId, keys, requestId: holder, isCurrent: true }),
      )
    }
    const gone = await store.transaction(async tx => {
      const finished = await keyMirror.finish(tx, { organizationId, holder, at: now() })
      for (const goneId of finished?.gone ?? []) {
        const credential = await getKey(tx, { organizationId, id: goneId })
        const told = { organizationId, actor: workosItself, requestId: holder, credential }
        await record(context, tx, [{ ...told, action: 'api_key.revoked', reason: 'gone at WorkOS' }])
      }
      return finished?.gone ?? []
    })
    await tellGates(context, { apiKeyIds: gone, reason: 'revoked' })
  },
})

/**
 * Takes in keys as WorkOS tells them, and records those that nobody knew of; one that is being made here is told of by whoever makes
 * it. With `isCurrent`, WorkOS was asked just now, and a key that an earlier list was without is alive again.
 */
export const takeIn = async (
  context: RecordContext,
  tx: Tx,
  {
    organizationId,
    keys,
    requestId,
    isCurrent = false,
  }: {
    organizationId: string
    keys: readonly WorkosApiKey[]
    requestId: string
    isCurrent?: boolean
  },
): Promise<void> => {
  const { discovered, revived } = await takeInKeys(tx, { organizationId, keys, isCurrent })
  const alive = [...discovered, ...revived]
  if (alive.length === 0) return
  if (await keyMirror.isOrganizationDeleted(tx, organizationId))
    await markRevoked(tx, { organizationId, ids: alive, at: context.now() })
  const intents = await listOpenIntents(tx, organizationId)
  const unknown = keys.filter(
    key => discovered.includes(key.id) && !intents.some(intent => isIntended(intent, key)),
  )
  const told = { organizationId, actor: workosItself, requestId, action: 'api_key.discovered' as const }
  await record(
    context,
    tx,
    unknown.map(credential => ({ ...told, credential })),
  )
  const back = keys.filter(key => revived.includes(key.id))
  await record(
    context,
    tx,
    back.map(credential => ({ ...told, credential, reason: 'there again at WorkOS' })),
  )
}

/** WorkOS's word that a key is this organization's. */
export const belongsTo = ({ owner }: WorkosApiKey, organizationId: string): boolean =>
  owner.type === 'organization' && owner.id === organizationId
