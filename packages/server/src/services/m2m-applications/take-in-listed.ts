import {
  applicationMirror,
  describeApplication,
  listOpenIntents,
  markApplicationDeleted,
  type Tx,
  takeInApplications,
  takeInSecrets,
} from '../../store/index.ts'
import type { WorkosApplication, WorkosClientSecret } from '../../workos/connect-wire.ts'
import { workosItself } from '../mirror.ts'
import { type Happening, type RecordContext, record } from '../record.ts'
import { findDifference } from './find-difference.ts'
import { isAsSaid, isIntendedApplication } from './intended-application.ts'

/** An application as WorkOS has it, with all its secrets. */
export interface ListedApplication {
  application: WorkosApplication
  secrets: readonly WorkosClientSecret[]
}

/**
 * Takes in applications as WorkOS lists them now, and records what nobody knew of; what is being made or changed here is told of by whoever
 * does so.
 */
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
  const { discovered, revived, changed } = await takeInApplications(tx, { organizationId, applications })
  const secrets = await takeInSecrets(
    tx,
    listed.flatMap(({ application, secrets }) =>
      secrets.map(secret => ({ ...secret, organizationId, applicationId: application.id })),
    ),
  )
  if (discovered.length + revived.length + changed.length + secrets.discovered.length === 0) return
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
    const was = changed.find(({ id }) => id === application.id)
    const isChangedHere = intents.some(
      ({ action, subjectId, payload }) =>
        action === 'update_application' && subjectId === application.id && isAsSaid(payload, application),
    )
    const difference =
      was && !isChangedHere
        ? findDifference({ ...describeApplication(was) }, { ...describeApplication(application) })
        : null
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
      ...(difference
        ? [{ ...told, credential, action: 'm2m_application.updated' as const, ...difference }]
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
