'use client'
import type { M2MApplication, M2MApplicationAttention, Session } from '@keydesk/contract'
import { useReviewM2MApplication } from '../hooks/use-review-m2m-application.ts'
import {
  applicationTones,
  deriveApplicationState,
  listLiveSecrets,
} from '../m2m-applications/derive-application-badge.ts'
import type { ApplicationAction } from '../m2m-applications/open.ts'
import { applicationRow } from '../messages/english/application-row.ts'
import { inventory } from '../messages/english/inventory.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { CredentialRow, orderMarks, type RowProps } from './credential-row.tsx'

/** What helps with each mark of an application, the most urgent first; a review is done in the row itself. */
const remedies: Record<M2MApplicationAttention, ApplicationAction | null> = {
  orphaned: 'edit',
  secret_overdue: 'secrets',
  review_overdue: null,
  idle: 'delete',
  never_used: 'delete',
}

const day = 24 * 60 * 60 * 1000

/** Props of `ApplicationRow`. */
export interface ApplicationRowProps extends RowProps {
  application: M2MApplication
  session: Session
  /** Null where the actor may only look. */
  onOpen: ((dialog: ApplicationAction, application: M2MApplication) => void) | null
}

/** An M2M application in the inventory, by the rules and words of applications. */
export const ApplicationRow = ({ application, session, onOpen, ...props }: ApplicationRowProps) => {
  const { messages, parts, formats } = useWords()
  const words = useWordsOf('inventory', inventory).m2mApplication
  const rowWords = parts?.applications ?? applicationRow
  const reviewing = useReviewM2MApplication()
  const state = deriveApplicationState(application)
  const isOver = state === 'deleted'
  const oldest = listLiveSecrets(application).at(-1)
  const { secretMaxAgeDays } = session.policy.m2mApplications
  const open = (dialog: ApplicationAction) => () => onOpen?.(dialog, application)
  return (
    <CredentialRow
      {...props}
      credential={application}
      identifier={application.clientId}
      slugs={application.scopes}
      ends={
        oldest === undefined ? (
          <span data-keydesk-part="faint">{isOver ? '–' : words.noSecret}</span>
        ) : (
          <span title={formats.instant(oldest.createdAt)}>
            {words.secretAge(
              formats.number(Math.max(0, Math.floor((props.now - Date.parse(oldest.createdAt)) / day))),
              secretMaxAgeDays === null ? null : formats.number(secretMaxAgeDays),
            )}
          </span>
        )
      }
      state={state}
      tone={applicationTones[state]}
      status={rowWords.badges[state]}
      marks={orderMarks(application.attention, remedies).map(name => {
        const dialog = remedies[name]
        return { name, tell: said => said.m2mApplication[name], onAct: onOpen && dialog && open(dialog) }
      })}
      items={
        onOpen &&
        (isOver
          ? []
          : [
              { name: 'edit', label: messages.edit, onSelect: open('edit') },
              { name: 'secrets', label: rowWords.openSecrets, onSelect: open('secrets') },
              { name: 'delete', danger: true, label: rowWords.delete, onSelect: open('delete') },
            ])
      }
      reviewing={isOver ? null : reviewing}
    />
  )
}
