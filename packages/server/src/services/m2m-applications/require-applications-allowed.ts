import type { Policy } from '@keydesk/contract'
import { KeydeskError } from '../../keydesk-error.ts'

/** Throws `permission_denied` where the host's rules allow no new application. */
export const requireApplicationsAllowed = ({ m2mApplications }: Pick<Policy, 'm2mApplications'>): void => {
  if (m2mApplications.allowed) return
  throw new KeydeskError({
    code: 'permission_denied',
    detail: 'New M2M applications are not made here any more.',
  })
}
