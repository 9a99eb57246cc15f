'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { applications } from '../messages/english/applications.ts'
import { useWordsOf } from '../messages/words.ts'
import { applicationTones, deriveApplicationBadge } from './derive-application-badge.ts'

/** Props of `ApplicationBadge`. */
export interface ApplicationBadgeProps {
  application: M2MApplication
  session: Session
  now: number
}

/** The one badge of an application. */
export const ApplicationBadge = ({ application, session, now }: ApplicationBadgeProps) => {
  const { badges } = useWordsOf('applications', applications)
  const badge = deriveApplicationBadge(application, session.policy.m2mApplications, now)
  return (
    <span data-keydesk-part="badge" data-state={badge} data-tone={applicationTones[badge]}>
      {badges[badge]}
    </span>
  )
}
