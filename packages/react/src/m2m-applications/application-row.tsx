'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { type ReactNode, useEffect, useRef } from 'react'
import { CopyableId } from '../credentials/copyable-id.tsx'
import { Moment } from '../credentials/moment.tsx'
import { Owner } from '../credentials/owner.tsx'
import { Tags } from '../credentials/tags.tsx'
import { applications } from '../messages/english/applications.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Menu } from '../ui/menu.tsx'
import { ApplicationBadge } from './application-badge.tsx'
import { deriveApplicationBadge, listLiveSecrets } from './derive-application-badge.ts'
import type { ApplicationAction } from './open.ts'

/** Props of `ApplicationRow`. */
export interface ApplicationRowProps {
  application: M2MApplication
  session: Session
  now: number
  /** Its details are open: behind them, the row comes into sight. */
  isCurrent: boolean
  onDetails: (id: string) => void
  /** Null where the actor may only look. */
  onOpen: ((dialog: ApplicationAction, application: M2MApplication) => void) | null
}

/** One application as a table row; in a narrow container its cells stack into a card. */
export const ApplicationRow = (props: ApplicationRowProps) => {
  const { application, session, now, isCurrent, onDetails, onOpen } = props
  const { messages, formats } = useWords()
  const words = useWordsOf('applications', applications)
  const row = useRef<HTMLTableRowElement>(null)
  useEffect(() => {
    if (isCurrent) row.current?.scrollIntoView({ block: 'nearest' })
  }, [isCurrent])
  const { id, name, clientId, scopes, owner, lastUsedAt, status } = application
  const about = application.purpose ?? application.description
  const secrets = listLiveSecrets(application)
  const cell = (column: string, label: string, content: ReactNode) => (
    <td data-keydesk-part="cell" data-column={column} data-label={label}>
      {content}
    </td>
  )
  return (
    <tr
      ref={row}
      aria-current={isCurrent || undefined}
      data-keydesk-part="row"
      data-state={deriveApplicationBadge(application, session.policy.m2mApplications, now)}
    >
      <th scope="row" data-keydesk-part="cell" data-column="name">
        <button type="button" aria-haspopup="dialog" data-keydesk-part="link" onClick={() => onDetails(id)}>
          <bdi>{name}</bdi>
        </button>
        {about && (
          <bdi data-keydesk-part="purpose" title={about}>
            {about}
          </bdi>
        )}
      </th>
      {cell(
        'clientId',
        words.clientId,
        <span title={clientId}>
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
        <ApplicationBadge application={application} session={session} now={now} />
      </td>
      {onOpen && (
        <td data-keydesk-part="cell" data-column="actions">
          {status === 'active' && (
            <Menu
              label={messages.actionsFor(name)}
              items={[
                { name: 'details', label: messages.details, onSelect: () => onDetails(id) },
                { name: 'edit', label: messages.edit, onSelect: () => onOpen('edit', application) },
                { name: 'secrets', label: words.openSecrets, onSelect: () => onOpen('secrets', application) },
                {
                  name: 'delete',
                  danger: true,
                  label: words.delete,
                  onSelect: () => onOpen('delete', application),
                },
              ]}
            />
          )}
        </td>
      )}
    </tr>
  )
}
