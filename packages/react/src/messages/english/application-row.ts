import type { ApplicationBadge } from '../../m2m-applications/derive-application-badge.ts'

/** What the row of an application says, in the list of its kind and in the inventory. */
export const applicationRow = {
  badges: {
    deleted: 'Deleted',
    noSecret: 'No secret',
    overdue: 'Secret overdue',
    rotating: 'Rotating',
    unused: 'Never used',
    active: 'Active',
  } satisfies Record<ApplicationBadge, string>,
  openSecrets: 'Secrets…',
  delete: 'Delete…',
}
