'use client'
import type { ApiKey } from '@keydesk/contract'
import { comparePermissions } from '../credentials/group-permissions.ts'
import { PermissionList } from '../credentials/permission-list.tsx'
import { usePermissions } from '../hooks/use-permissions.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'

/** What a key may do, permission by permission, and what it could do when it was made. */
export const DetailsPermissions = ({ apiKey }: { apiKey: ApiKey }) => {
  const { formats } = useWords()
  const words = useWordsOf('detailsDialog', detailsDialog)
  const { permissions: offered = [] } = usePermissions()
  const { permissions, issuedPermissions } = apiKey
  const { removed: lost } = comparePermissions(issuedPermissions, permissions)
  return (
    <>
      <PermissionList
        title={words.permissions(permissions.length, formats)}
        slugs={permissions}
        offered={offered}
      />
      {lost.length > 0 && <PermissionList title={words.takenAway} slugs={lost} offered={offered} />}
    </>
  )
}
