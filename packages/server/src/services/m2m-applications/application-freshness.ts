import {
  applicationMirror,
  listOpenIntents,
  markApplicationDeleted,
  type Tx,
  takeInApplications,
  takeInSecrets,
} from '../../store/index.ts'
import type { WorkosApplication, WorkosClientSecret } from '../../workos/connect-wire.ts'
import type { WorkosGateway } from '../../workos/gateway.ts'
import { createFreshness } from '../freshness.ts'
import { workosItself } from '../mirror.ts'
import { type Happening, type RecordContext, record } from '../record.ts'
import { tellGates } from '../tell-gates.ts'
import { isIntendedApplication } from './intended-application.ts'

/** An application as WorkOS has it, with all its secrets. */
export interface ListedApplication {
  application: WorkosApplication
  secrets: readonly WorkosClientSecret[]
}

/** How many applications are asked for their secrets at the same time. */
const atOnce = 8

/**
 * How the M2M applications of each organization are kept fresh. WorkOS has no events of them, so every change made elsewhere is
 * found by walking: the list of applications, page by page, and the secrets of each.
 */
export const applicationFreshness = createFreshness({
  mirror: applicationMirror,
  callsOf: count => Math.max(1, Math.ceil(count / 100)) + count,
  awaited: atOnce,
  walk: async (context, { organizationId, holder, signal }) => {
    const { store, workos, now } = context
    for await (const page of workos.listAllApplications({ organizationId, signal })) {
      const listed = await listSecretsOf(workos, page, signal)
      await store.transaction(tx => takeInListed(context, tx, { organizationId, listed, requestId: holder }))
    }
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

/** Asks for the secrets of applications, a few at a time; one that is deleted meanwhile is left out. */
const listSecretsOf = async (
  workos: Pick<WorkosGateway, 'listClientSecrets'>,
  applications: readonly WorkosApplication[],
  signal: AbortSignal,
): Promise<ListedApplication[]> => {
  const listed: ListedApplication[] = []
  const waiting = [...applications]
  const work = async () => {
    for (let application = waiting.shift(); application; application = waiting.shift()) {
      const secrets = await workos.listClientSecrets({ applicationId: application.id, signal })
      if (secrets !== null) listed.push({ application, secrets })
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return listed
}

/** Takes in applications as WorkOS lists them now, and records what nobody knew of; what is being made here is told of by whoever makes it. */
export const takeInListed = async (
  context: RecordContext,
  tx: Tx,
  {
    organizationId,
    listed,
    requestId,
  }: { organizationId: string; listed: readonly ListedApplication[]; requestId: string },
): Promise<void> => {
  const applications = listed.map(({ application }) => application)
  const { discovered, revived } = await takeInApplications(tx, { organizationId, applications })
  const secrets = await takeInSecrets(
    tx,
    listed.flatMap(({ application, secrets }) =>
      secrets.map(secret => ({ ...secret, organizationId, applicationId: application.id })),
    ),
  )
  if (discovered.length + revived.length + secrets.discovered.length === 0) return
  if (await applicationMirror.isOrganizationDeleted(tx, organizationId)) {
    for (const id of [...discovered, ...revived])
      await markApplicationDeleted(tx, { organizationId, id, at: context.now() })
  }
  const intents = await listOpenIntents(tx, organizationId)
  const told = { organizationId, actor: workosItself, requestId }
  const happenings = listed.flatMap(({ application, secrets: own }): Happening[] => {
    const credential = { kind: 'm2m_application' as const, id: application.id, name: application.name }
    const isMadeHere = intents.some(intent => isIntendedApplication(intent, application))
    if (discovered.includes(application.id))
      return isMadeHere ? [] : [{ ...told, credential, action: 'm2m_application.discovered' }]
    const isGettingOne = intents.some(
      ({ action, subjectId }) => action === 'create_secret' && subjectId === application.id,
    )
    const added = isMadeHere || isGettingOne ? [] : own.filter(({ id }) => secrets.discovered.includes(id))
    return [
      ...(revived.includes(application.id)
        ? [
            {
              ...told,
              credential,
              action: 'm2m_application.discovered' as const,
              reason: 'there again at WorkOS',
            },
          ]
        : []),
      ...added.map(
        ({ id, hint }): Happening => ({
          ...told,
          credential,
          action: 'client_secret.created',
          after: { secret: id, hint },
        }),
      ),
    ]
  })
  await record(context, tx, happenings)
}
