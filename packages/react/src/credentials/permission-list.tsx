'use client'
import type { Permission } from '@keydesk/contract'
import { useId } from 'react'
import { toPermissions } from './group-permissions.ts'

/** Props of `PermissionList`. */
export interface PermissionListProps {
  title: string
  slugs: readonly string[]
  /** What is known of permissions, for their names. */
  offered: readonly Permission[]
}

/** What a credential may do, permission by permission. */
export const PermissionList = ({ title, slugs, offered }: PermissionListProps) => {
  const id = useId()
  return (
    <section aria-labelledby={id}>
      <h3 id={id} data-keydesk-part="section-title">
        {title}
      </h3>
      {slugs.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        <ul aria-labelledby={id} tabIndex={0} data-keydesk-part="permissions">
          {toPermissions(slugs.toSorted(), offered).map(({ slug, name }) => (
            <li key={slug}>
              {name !== slug && <bdi>{name}</bdi>} <code dir="ltr">{slug}</code>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
