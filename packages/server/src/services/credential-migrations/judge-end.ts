import type { ApiKeyPolicy, FieldError } from '@keydesk/contract'

/** What the end of a key that is migrated must not be later than: the longest overlap since the plan began, and the end the key had before. */
export const findLateEnd = (
  endsAt: Date,
  { startedAt, formerEnd }: { startedAt: Date; formerEnd: Date | null },
  { maxOverlapSeconds }: ApiKeyPolicy,
): FieldError[] => {
  const overlapEnd = startedAt.getTime() + maxOverlapSeconds * 1000
  const latest = Math.min(overlapEnd, formerEnd?.getTime() ?? Number.POSITIVE_INFINITY)
  if (endsAt.getTime() <= latest) return []
  const detail = `This key can last until ${new Date(latest).toISOString()} at most.`
  return [{ pointer: '#/endsAt', code: 'expiry_too_late', detail }]
}
