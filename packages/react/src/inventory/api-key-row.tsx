'use client'
import type { ApiKey, ApiKeyAttention, CredentialMigration } from '@keydesk/contract'
import { badgeTones } from '../api-keys/derive-badge.ts'
import { isOver } from '../api-keys/is-in-use.ts'
import { fits, listActions, type Open, type RowAction } from '../api-keys/open.ts'
import { useReviewApiKey } from '../hooks/use-review-api-key.ts'
import { inventory } from '../messages/english/inventory.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import type { Mark, MarkWords } from './credential-marks.tsx'
import { CredentialRow, orderMarks, type RowProps } from './credential-row.tsx'
import { Due } from './due.tsx'

/** What helps with each mark of a key, the most urgent first; a review is done in the row itself. */
const remedies: Record<ApiKeyAttention, RowAction['name'] | null> = {
  orphaned: 'edit',
  undelivered: 'rotate',
  expiring_week: 'rotate',
  review_overdue: null,
  never_expires: 'edit',
  idle: 'revoke',
  never_used: 'revoke',
}

/** Props of `ApiKeyRow`. */
export interface ApiKeyRowProps extends RowProps {
  apiKey: ApiKey
  /** What moves it to an application, where that runs. */
  plan: CredentialMigration | undefined
  /** Null where the actor may only look. */
  onOpen: ((open: Open) => void) | null
  /** Opens the way of a key to an application, or its plan where one runs. */
  onMove: (id: string) => void
  /** Whether there is one of the two. */
  isMovable: boolean
}

/** An API key in the inventory, by the rules and words of keys. */
export const ApiKeyRow = ({ apiKey, plan, onOpen, onMove, isMovable, ...props }: ApiKeyRowProps) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('inventory', inventory)
  const reviewing = useReviewApiKey()
  const move = () => onMove(apiKey.id)
  return (
    <CredentialRow
      {...props}
      credential={apiKey}
      identifier={apiKey.obfuscatedValue}
      slugs={apiKey.permissions}
      ends={<Due at={apiKey.expiresAt} now={props.now} />}
      state={apiKey.status}
      tone={badgeTones[apiKey.status]}
      status={messages.badges[apiKey.status]}
      marks={[
        ...(plan ? [toMovingMark(plan, formats.relative(plan.endsAt, props.now), move)] : []),
        ...orderMarks(apiKey.attention, remedies).map(name => {
          const dialog = remedies[name]
          return {
            name,
            tell: (words: MarkWords) => words.apiKey[name],
            onAct:
              onOpen && dialog && fits(dialog, apiKey, plan !== undefined)
                ? () => onOpen({ dialog, apiKey })
                : null,
          }
        }),
      ]}
      items={
        onOpen &&
        listActions(apiKey, plan !== undefined).flatMap(({ name, label }) => [
          ...(name === 'revoke' && isMovable ? [{ name: 'move', label: words.move, onSelect: move }] : []),
          {
            name,
            danger: name === 'revoke',
            label: messages[label],
            onSelect: () => onOpen({ dialog: name, apiKey }),
          },
        ])
      }
      reviewing={isOver(apiKey) ? null : reviewing}
    />
  )
}

const toMovingMark = ({ application }: CredentialMigration, end: string, onAct: Mark['onAct']): Mark => ({
  name: 'moving',
  tell: ({ moving }) => ({ ...moving, text: moving.text(application.name, end) }),
  onAct,
})
