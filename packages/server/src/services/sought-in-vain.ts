import type { Store } from '../store/index.ts'
import type { Freshness } from './freshness.ts'
import type { ServiceContext } from './service-context.ts'

/** More ids than anybody looks for in good faith; the oldest are forgotten first. */
const most = 1_000

/** Until when, by `performance.now()`, an id that WorkOS's list was without is not looked for there again. */
const inVain = new WeakMap<Store, Map<string, number>>()

/** Whether this id was looked for a moment ago, so that WorkOS need not be asked again. */
export const wasSoughtInVain = ({ store }: ServiceContext, organizationId: string, id: string): boolean =>
  (inVain.get(store)?.get(nameOf(organizationId, id)) ?? 0) > performance.now()

/** Remembers that the last refresh was without these ids, for as long as a list may be old. */
export const rememberInVain = async (
  { store }: ServiceContext,
  { mirror, boundOf }: Pick<Freshness, 'mirror' | 'boundOf'>,
  organizationId: string,
  sought: readonly string[],
): Promise<void> => {
  if (sought.length === 0) return
  const { ageMs, count } = await store.query(tx => mirror.read(tx, organizationId))
  if (ageMs === null) return
  const ids = inVain.get(store) ?? new Map<string, number>()
  inVain.set(store, ids)
  for (const id of sought) {
    const name = nameOf(organizationId, id)
    ids.delete(name)
    const [oldest] = ids.keys()
    if (oldest !== undefined && ids.size >= most) ids.delete(oldest)
    ids.set(name, performance.now() + boundOf(count) - ageMs)
  }
}

const nameOf = (organizationId: string, id: string): string => `${organizationId} ${id}`
