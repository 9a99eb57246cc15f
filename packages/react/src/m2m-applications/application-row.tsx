'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { CopyableId } from '../credentials/copyable-id.tsx'
import { Moment } from '../credentials/moment.tsx'
import { Owner } from '../credentials/owner.tsx'
import { Tags } from '../credentials/tags.tsx'
import { applications } from '../messages/english/applications.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Menu } from '../ui/menu.tsx'
import { applicationTones, deriveApplicationBadge, listLiveSecrets } from './derive-application-badge.ts'

/** Props of `ApplicationRow`. */
export interface ApplicationRowProps {
  application: M2MApplication
  session: Session
  now: number
  /** Null where the actor may only look. */
  onOpen: ((dialog: 'secrets' | 'delete', application: M2MApplication) => void) | null
}

/** One application as a table row; in a narrow container its cells stack into a card. */
export const ApplicationRow = ({ application, session, now, onOpen }: ApplicationRowProps) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('applications', applications)
  const { name, clientId, scopes, owner, lastUsedAt } = application
  const about = application.purpose ?? application.description
  const secrets = listLiveSecrets(application)
  const badge = deriveApplicationBadge(application, session.policy.m2mApplications, now)
  const cell = (column: string, label: string, content: ReactNode) => (
    <td data-keydesk-part="cell" data-column={column} data-label={label}>
      {content}
    </td>
  )
  return (
    <tr data-keydesk-part="row" data-state={badge}>
      <th scope="row" data-keydesk-part="cell" data-column="name">
        <bdi>{name}</bdi>
        {about && (
          <bdi data-keydesk-part="purpose" title={about}>
            {about}
          </bdi>
        )}
      </th>
      {cell(
        'clientId',
        words.clientId,
        <span>
          <CopyableId id={clientId} words={words} />
        </span>,
      )}
      {cell('permissions', messages.columns.permissions, <Tags slugs={scopes} />)}
      {cell(
        'secrets',
        words.secrets,
        secrets.length === 0 ? (
          <span data-keydesk-part="faint">{words.noSecrets}</span>
        ) : (
          <span>
            {secrets.map(secret => (
              <span key={secret.id}>
                <code data-keydesk-part="masked" dir="ltr">{`…${secret.hint}`}</code>{' '}
                <Moment at={secret.createdAt} say={at => words.made(formats.ago(at, now))} />
              </span>
            ))}
          </span>
        ),
      )}
      {cell('owner', messages.columns.owner, <Owner owner={owner} actorId={session.actor.id} />)}
      {cell(
        'lastUsed',
        messages.columns.lastUsed,
        <Moment at={lastUsedAt} say={at => formats.ago(at, now)} />,
      )}
      <td data-keydesk-part="cell" data-column="status">
        <span data-keydesk-part="badge" data-state={badge} data-tone={applicationTones[badge]}>
          {words.badges[badge]}
        </span>
      </td>
      {onOpen && (
        <td data-keydesk-part="cell" data-column="actions">
          <Menu
            label={messages.actionsFor(name)}
            items={[
              {
                name: 'secrets',
                label: words.openSecrets,
                onSelect: () => onOpen('secrets', application),
              },
              {
                name: 'delete',
                danger: true,
                label: words.delete,
                onSelect: () => onOpen('delete', application),
              },
            ]}
          />
        </td>
      )}
    </tr>
  )
}
