import type { ClientSecret, M2MApplication } from '@keydesk/contract'
import {
  applicationAttentionOf,
  applicationReviewDueAt,
  lastUseOf,
  type StoredApplication,
  type StoredSecret,
} from '../../store/index.ts'
import type { ServiceContext } from '../service-context.ts'

/** A stored application as the contract tells it, what it needs by `now` and the host's rules for applications. */
export const toM2MApplication = (
  { settings }: Pick<ServiceContext, 'settings'>,
  application: StoredApplication,
  now: Date,
): M2MApplication => ({
  kind: 'm2m_application',
  id: application.id,
  clientId: application.clientId,
  name: application.name,
  description: application.description,
  scopes: application.scopes,
  status: application.deletedAt === null ? 'active' : 'deleted',
  createdAt: application.createdAt.toISOString(),
  lastUsedAt: lastUseOf(application)?.toISOString() ?? null,
  lastTestedAt: application.lastTestedAt?.toISOString() ?? null,
  // Whoever has left the organization owns nothing there any more.
  owner: application.ownerGoneAt === null ? application.owner : null,
  createdBy: application.createdBy,
  purpose: application.purpose,
  metadata: application.metadata,
  choice: application.choice,
  origin: application.origin,
  reviewedAt: application.reviewedAt?.toISOString() ?? null,
  reviewDueAt: applicationReviewDueAt(application, settings.policy.m2mApplications).toISOString(),
  attention: applicationAttentionOf(application, now, settings.policy.m2mApplications),
  secrets: application.secrets.map(secret => toClientSecret(application, secret)),
  replaces: application.replaces,
})

/** A stored secret of an application as the contract tells it. */
export const toClientSecret = (
  { secrets }: Pick<StoredApplication, 'secrets'>,
  { id, hint, createdAt, lastUsedAt, deletedAt }: StoredSecret,
): ClientSecret => {
  // They come newest first, so the first that lives is the one to use.
  const newest = secrets.find(secret => secret.deletedAt === null)
  return {
    id,
    hint,
    status: deletedAt !== null ? 'deleted' : newest?.id === id ? 'active' : 'rotating',
    createdAt: createdAt.toISOString(),
    lastUsedAt: lastUsedAt?.toISOString() ?? null,
  }
}
