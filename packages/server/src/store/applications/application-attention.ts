import {
  type M2MApplicationAttention,
  type M2MApplicationPolicy,
  m2mApplicationAttentions,
} from '@keydesk/contract'
import { and, eq, isNotNull, isNull, lte, or, type SQL, sql } from 'drizzle-orm'
import { clientSecrets, m2mApplications } from '../schema.ts'
import type { StoredApplication } from './applications.ts'
import { lastUse, lastUseOf } from './last-use.ts'

const dayMs = 86_400_000

/** The rules of the host that some of the reasons follow from. */
export type ApplicationAttentionRules = Pick<M2MApplicationPolicy, 'reviewIntervalDays' | 'secretMaxAgeDays'>

/** When an application is to be looked at: so long after it was made or last reviewed. */
export const applicationReviewDueAt = (
  { createdAt, reviewedAt }: Pick<StoredApplication, 'createdAt' | 'reviewedAt'>,
  { reviewIntervalDays }: ApplicationAttentionRules,
): Date => new Date((reviewedAt ?? createdAt).getTime() + reviewIntervalDays * dayMs)

/** The instants that the reasons are derived from; no secret is too old where the rules let them become as old as they like. */
const instantsAt = (now: Date, { reviewIntervalDays, secretMaxAgeDays }: ApplicationAttentionRules) => {
  const daysAgo = (days: number) => new Date(now.getTime() - days * dayMs)
  return {
    monthAgo: daysAgo(30),
    quarterAgo: daysAgo(90),
    reviewedBefore: daysAgo(reviewIntervalDays),
    secretsBefore: secretMaxAgeDays === null ? null : daysAgo(secretMaxAgeDays),
  }
}

/** The reasons to look at an application at an instant; one that is deleted needs no looking at. */
export const applicationAttentionOf = (
  application: StoredApplication,
  now: Date,
  rules: ApplicationAttentionRules,
): M2MApplicationAttention[] => {
  if (application.deletedAt !== null) return []
  const { monthAgo, quarterAgo, secretsBefore } = instantsAt(now, rules)
  const { createdAt, secrets } = application
  const lastUsedAt = lastUseOf(application)
  const fits: Record<M2MApplicationAttention, boolean> = {
    orphaned: application.owner === null || application.ownerGoneAt !== null,
    idle: (lastUsedAt ?? createdAt) <= quarterAgo,
    never_used: lastUsedAt === null && createdAt <= monthAgo,
    review_overdue: applicationReviewDueAt(application, rules) <= now,
    secret_overdue: secrets.some(
      secret => secret.deletedAt === null && secretsBefore !== null && secret.createdAt <= secretsBefore,
    ),
  }
  return m2mApplicationAttentions.filter(attention => fits[attention])
}

/** The same as a condition on `m2m_applications`: any of the reasons fits; without any reason, no condition. */
export const whereApplicationAttention = (
  attentions: readonly M2MApplicationAttention[],
  now: Date,
  rules: ApplicationAttentionRules,
): SQL | undefined => {
  if (attentions.length === 0) return undefined
  const { id, createdAt, reviewedAt, ownerId, ownerGoneAt, deletedAt } = m2mApplications
  const { monthAgo, quarterAgo, reviewedBefore, secretsBefore } = instantsAt(now, rules)
  const param = (at: Date) => sql.param(at, createdAt)
  const conditions: Record<M2MApplicationAttention, SQL | undefined> = {
    orphaned: or(isNull(ownerId), isNotNull(ownerGoneAt)),
    idle: lte(sql`coalesce(${lastUse}, ${createdAt})`, param(quarterAgo)),
    never_used: and(isNull(lastUse), lte(createdAt, monthAgo)),
    review_overdue: lte(sql`coalesce(${reviewedAt}, ${createdAt})`, param(reviewedBefore)),
    secret_overdue:
      secretsBefore === null
        ? sql`false`
        : sql`exists (select from ${clientSecrets} where ${and(
            eq(clientSecrets.applicationId, id),
            isNull(clientSecrets.deletedAt),
            lte(clientSecrets.createdAt, secretsBefore),
          )})`,
  }
  return and(isNull(deletedAt), or(...attentions.map(attention => conditions[attention])))
}
