import { applicationMirror, countAsSeen, listUnseenApplications } from '../../store/index.ts'
import type { WorkosApplication } from '../../workos/connect-wire.ts'
import type { WorkosGateway } from '../../workos/gateway.ts'
import { createFreshness, type Refresh } from '../freshness.ts'
import { workosItself } from '../mirror.ts'
import { type Happening, record } from '../record.ts'
import type { ServiceContext } from '../service-context.ts'
import { tellGates } from '../tell-gates.ts'
import { type ListedApplication, takeInListed } from './take-in-listed.ts'

/** How many applications WorkOS is asked about at the same time. */
const atOnce = 8

/** How many calls to WorkOS bring so many applications with their secrets. */
export const callsOf = (count: number): number => Math.max(1, Math.ceil(count / 100)) + count

/**
 * How the M2M applications of each organization are kept fresh. WorkOS has no events of them, so every change made elsewhere is
 * found by walking: the list of applications, page by page, the secrets of each, and by its id whatever the list was without.
 */
export const applicationFreshness = createFreshness({
  mirror: applicationMirror,
  callsOf,
  awaited: atOnce,
  walk: async (context, refresh) => {
    const { organizationId, holder, signal } = refresh
    const { store, workos, now } = context
    for await (const page of workos.listAllApplications({ organizationId, signal })) {
      const listed = await listSecretsOf(workos, page, signal)
      await store.transaction(tx => takeInListed(context, tx, { organizationId, listed, requestId: holder }))
    }
    await seekUnlisted(context, refresh)
    const gone = await store.transaction(async tx => {
      const finished = await applicationMirror.finish(tx, { organizationId, holder, at: now() })
      const { applications, secrets } = finished?.gone ?? { applications: [], secrets: [] }
      const told = { organizationId, actor: workosItself, requestId: holder, reason: 'gone at WorkOS' }
      await record(context, tx, [
        ...applications.map(
          (application): Happening => ({
            ...told,
            action: 'm2m_application.revoked',
            credential: { kind: 'm2m_application', id: application.id, name: application.name },
          }),
        ),
        ...secrets.map(
          ({ id, hint, application }): Happening => ({
            ...told,
            action: 'client_secret.deleted',
            credential: { kind: 'm2m_application', ...application },
            before: { secret: id, hint },
          }),
        ),
      ])
      return applications
    })
    await tellGates(context, { clientIds: gone.map(({ clientId }) => clientId), notBefore: now() })
  },
})

/**
 * Asks WorkOS for each application that its list was without: a list can be wrong, while a client that is denied at the gates stays denied and a
 * migration that is cancelled stays cancelled. What is there after all is taken in, and what cannot be asked for now is left as it is.
 */
const seekUnlisted = async (
  { store, workos, ...context }: ServiceContext,
  { organizationId, holder, signal }: Refresh,
): Promise<void> => {
  const there: WorkosApplication[] = []
  const unknown: string[] = []
  await askForEach(await store.query(tx => listUnseenApplications(tx, organizationId)), async id => {
    try {
      const application = await workos.getApplication({ id, signal })
      if (application?.organizationId === organizationId) there.push(application)
    } catch {
      unknown.push(id)
    }
  })
  const listed = await listSecretsOf(workos, there, signal)
  await store.transaction(async tx => {
    await countAsSeen(tx, { organizationId, ids: unknown })
    await takeInListed(context, tx, { organizationId, listed, requestId: holder })
  })
}

/** Asks for the secrets of applications, a few at a time; one that is deleted meanwhile is left out. */
const listSecretsOf = async (
  workos: Pick<WorkosGateway, 'listClientSecrets'>,
  applications: readonly WorkosApplication[],
  signal: AbortSignal,
): Promise<ListedApplication[]> => {
  const listed: ListedApplication[] = []
  await askForEach(applications, async application => {
    const secrets = await workos.listClientSecrets({ applicationId: application.id, signal })
    if (secrets !== null) listed.push({ application, secrets })
  })
  return listed
}

const askForEach = async <Item>(
  items: readonly Item[],
  ask: (item: Item) => Promise<void>,
): Promise<void> => {
  const waiting = items.values()
  const work = async () => {
    for (const item of waiting) await ask(item)
  }
  await Promise.all(Array.from({ length: atOnce }, work))
}
