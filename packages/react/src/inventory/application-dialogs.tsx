'use client'
import type { ApiKey, M2MApplication } from '@keydesk/contract'
import { useCallback } from 'react'
import { useM2MApplication } from '../hooks/use-m2m-application.ts'
import { ApplicationWords } from '../m2m-applications/application-words.tsx'
import {
  ApplicationsDialogs,
  type ApplicationsDialogsProps,
} from '../m2m-applications/applications-dialogs.tsx'

export { preloadCreate } from '../m2m-applications/applications-dialogs.tsx'

/** Props of `ApplicationDialogs`. */
export interface ApplicationDialogsProps extends Omit<ApplicationsDialogsProps, 'known' | 'toLatest'> {
  /** What the inventory shows. */
  credentials: readonly (ApiKey | M2MApplication)[]
}

/** The dialogs of an application that are open over the inventory: those of the list of applications, in the words of its kind. */
const ApplicationDialogs = ({ credentials, refresh, ...props }: ApplicationDialogsProps) => {
  const { openId } = props
  // The application in the details may be on no page of the list.
  const { application: inDetails, refresh: refreshDetails } = useM2MApplication(openId)
  const refreshBoth = useCallback(
    () => Promise.all([refresh(), openId !== null && refreshDetails()]),
    [refresh, refreshDetails, openId],
  )
  const find = (wanted: string | null) =>
    [inDetails, ...credentials].find(
      (known): known is M2MApplication => known?.kind === 'm2m_application' && known.id === wanted,
    )
  return (
    <ApplicationWords>
      <ApplicationsDialogs
        {...props}
        known={find(openId)}
        toLatest={application => find(application.id) ?? application}
        refresh={refreshBoth}
      />
    </ApplicationWords>
  )
}

export default ApplicationDialogs
