'use client'
import type { ApiKey, ApiKeyAttention } from '@keydesk/contract'
import { badgeTones } from '../api-keys/derive-badge.ts'
import { isOver } from '../api-keys/is-in-use.ts'
import { fits, listActions, type Open, type RowAction } from '../api-keys/open.ts'
import { Moment } from '../credentials/moment.tsx'
import { useReviewApiKey } from '../hooks/use-review-api-key.ts'
import { inventory } from '../messages/english/inventory.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { CredentialRow, orderMarks, type RowProps } from './credential-row.tsx'

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

const soon = 14 * 24 * 60 * 60 * 1000

/** Props of `ApiKeyRow`. */
export interface ApiKeyRowProps extends RowProps {
  apiKey: ApiKey
  /** Null where the actor may only look. */
  onOpen: ((open: Open) => void) | null
}

/** An API key in the inventory, by the rules and words of keys. */
export const ApiKeyRow = ({ apiKey, onOpen, ...props }: ApiKeyRowProps) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('inventory', inventory).apiKey
  const reviewing = useReviewApiKey()
  const { now } = props
  return (
    <CredentialRow
      {...props}
      credential={apiKey}
      identifier={apiKey.obfuscatedValue}
      slugs={apiKey.permissions}
      ends={
        <Moment
          at={apiKey.expiresAt}
          say={at =>
            Math.abs(Date.parse(at) - now) <= soon ? formats.relative(at, now) : formats.shortDate(at)
          }
        />
      }
      state={apiKey.status}
      tone={badgeTones[apiKey.status]}
      status={messages.badges[apiKey.status]}
      marks={orderMarks(apiKey.attention, remedies).map(name => {
        const dialog = remedies[name]
        return {
          name,
          ...words.marks[name],
          onAct: onOpen && dialog && fits(dialog, apiKey) ? () => onOpen({ dialog, apiKey }) : null,
        }
      })}
      items={
        onOpen &&
        listActions(apiKey).map(({ name, label }) => ({
          name,
          danger: name === 'revoke',
          label: messages[label],
          onSelect: () => onOpen({ dialog: name, apiKey }),
        }))
      }
      reviewing={isOver(apiKey) ? null : reviewing}
    />
  )
}
