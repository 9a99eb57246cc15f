import type { ApiKeyPolicy } from '@keydesk/contract'

/** What of some permissions no key gets without a purpose that says why. */
export const listNeedingReason = (
  { permissionsNeedingReason }: ApiKeyPolicy,
  slugs: readonly string[],
): string[] => slugs.filter(slug => permissionsNeedingReason.includes(slug)).toSorted()
