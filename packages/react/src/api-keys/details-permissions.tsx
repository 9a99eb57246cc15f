'use client'
import type { ApiKey } from '@keydesk/contract'
import { useId } from 'react'
import { comparePermissions, toPermissions } from '../credentials/group-permissions.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'

/** What a key may do, permission by permission, and what it could do when it was made. */
export const DetailsPermissions = ({ apiKey }: { apiKey: ApiKey }) => {
  const { formats } = useWords()
  const words = useWordsOf('detailsDialog', detailsDialog)
  const { permissions, issuedPermissions } = apiKey
  const { removed: lost } = comparePermissions(issuedPermissions, permissions)
  return (
    <>
      <PermissionList title={words.permissions(permissions.length, formats)} slugs={permissions.toSorted()} />
      {lost.length > 0 && <PermissionList title={words.takenAway} slugs={lost.toSorted()} />}
    </>
  )
}

const PermissionList = ({ title, slugs }: { title: string; slugs: string[] }) => {
  const { permissions = [] } = usePermissions()
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} data-keydesk-part="section-title">
        {title}
      </h3>
      {slugs.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <ul aria-labelledby={id} tabIndex={0} data-keydesk-part="permissions">
          {toPermissions(slugs, permissions).map(({ slug, name }) => (
            <li key={slug}>
              {name !== slug && <bdi>{name}</bdi>} <code dir="ltr">{slug}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
