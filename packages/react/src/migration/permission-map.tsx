'use client'
import type { Permission } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { Fact } from '../credentials/fact.tsx'
import { comparePermissions } from '../credentials/group-permissions.ts'
import { migration } from '../messages/english/migration.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'

const Slugs = ({ slugs, state }: { slugs: readonly string[]; state?: 'added' }) => (
  <span data-keydesk-part="tags" data-state={state}>
    {slugs.map(slug => (
      <code key={slug} data-keydesk-part="tag" dir="ltr">
        {slug}
      </code>
    ))}
  </span>
)

/** What of a key's permissions comes along, what stays behind, and what is new. Empty groups are not told. */
export const Differences = (props: { kept: string[]; behind: string[]; added: string[] }) => {
  const { map } = useWordsOf('migration', migration)
  return (['kept', 'behind', 'added'] as const).map(
    name =>
      props[name].length > 0 && (
        <Fact key={name} label={map[name]}>
          <Slugs slugs={props[name]} {...(name === 'added' && { state: name })} />
        </Fact>
      ),
  )
}

/** Props of `PermissionMap`. */
export interface PermissionMapProps {
  /** What the key can do. */
  permissions: readonly string[]
  /** What an application can be given. */
  offered: readonly Permission[]
  /** What this one is given. */
  scopes: readonly string[]
}

/** How the permissions of a key become scopes of an application, and why some of them do not. */
export const PermissionMap = ({ permissions, offered, scopes }: PermissionMapProps) => {
  const { formats } = useWords()
  const { map } = useWordsOf('migration', migration)
  const { added, removed: behind } = comparePermissions(permissions, scopes)
  const nameless = behind.filter(slug => !offered.some(scope => scope.slug === slug))
  const locked = behind.filter(slug => offered.some(scope => scope.slug === slug && !scope.grantable))
  const reason = (slugs: string[], say: (slugs: string) => ReactNode) =>
    slugs.length > 0 && <> {say(formats.list(slugs))}</>
  return (
    <div data-keydesk-part="map" aria-live="polite">
      <p data-keydesk-part="label">{map.title}</p>
      <dl data-keydesk-part="facts">
        <Differences kept={permissions.filter(slug => scopes.includes(slug))} behind={behind} added={added} />
      </dl>
      {behind.length > 0 && (
        <Notice tone="warn">
          <span>
            {map.consequence}
            {reason(nameless, map.nameless)}
            {reason(locked, map.locked)}
          </span>
        </Notice>
      )}
    </div>
  )
}
