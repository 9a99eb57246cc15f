import { notFound } from '../../keydesk-error.ts'
import {
  findApplicationsOfOthers,
  findSecretsOfOthers,
  getApplication,
  type StoredApplication,
  type StoredSecret,
} from '../../store/index.ts'
import { noteRefusals } from '../note-refusals.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'
import { rememberInVain, wasSoughtInVain } from '../sought-in-vain.ts'
import { applicationFreshness } from './application-freshness.ts'

/**
 * The organization's application with this id, deleted ones included, or `not_found`. What the mirror knows came from WorkOS's list of
 * this organization; what it does not know is looked for there once more, unless somebody just did. WorkOS is never asked for an id
 * that a list of this organization did not have.
 */
export const findApplication = async (
  context: ServiceContext,
  call: ServiceCall,
  id: string,
): Promise<StoredApplication> => {
  if (!applicationId.test(id)) throw notFound()
  const organizationId = call.actor.organization.id
  const read = () => context.store.query(tx => getApplication(tx, { organizationId, id }))
  const found = (await read()) ?? (await seek(context, call, id, read))
  if (found) return found
  noteRefusals(context, call, {
    kind: 'm2m_application',
    ids: [id],
    findOfOthers: findApplicationsOfOthers,
  })
  throw notFound()
}

/** The secret with this id of an application, deleted ones included, or `not_found`; it is found as its application is. */
export const findSecret = async (
  context: ServiceContext,
  call: ServiceCall,
  { application, id }: { application: StoredApplication; id: string },
): Promise<StoredSecret> => {
  if (!secretId.test(id)) throw notFound()
  const place = { organizationId: application.organizationId, id: application.id }
  const pick = (of: StoredApplication | null) => of?.secrets.find(secret => secret.id === id) ?? null
  const read = async () => pick(await context.store.query(tx => getApplication(tx, place)))
  const found = pick(application) ?? (await seek(context, call, id, read))
  if (found) return found
  noteRefusals(context, call, { kind: 'm2m_application', ids: [id], findOfOthers: findSecretsOfOthers })
  throw notFound()
}

const seek = async <Found>(
  context: ServiceContext,
  { actor, signal }: ServiceCall,
  id: string,
  read: () => Promise<Found | null>,
): Promise<Found | null> => {
  const organizationId = actor.organization.id
  if (wasSoughtInVain(context, organizationId, id)) return null
  await applicationFreshness.refreshNow(context, organizationId, signal)
  const found = await read()
  if (found === null) await rememberInVain(context, applicationFreshness, organizationId, [id])
  return found
}

const applicationId = /^conn_app_[A-Za-z0-9]{8,64}$/
const secretId = /^[a-z_]{1,40}_[A-Za-z0-9]{8,64}$/
