'use client'
import type { CredentialAttention, CredentialsSummary } from '@keydesk/contract'
import { inventoryCards } from '../messages/english/inventory-cards.ts'
import { useWords, useWordsOf } from '../messages/words.ts'

/** The most urgent first. */
const order = [
  'orphaned',
  'undelivered',
  'secret_overdue',
  'expiring_week',
  'review_overdue',
  'never_expires',
  'idle',
  'never_used',
] as const satisfies CredentialAttention[]

/** Props of `InventoryCards`. */
export interface InventoryCardsProps {
  counts: CredentialsSummary['attention'] | undefined
  value: CredentialAttention | null
  onChange: (value: CredentialAttention | null) => void
  /** The card that was pressed leaves the page. */
  onLost: () => void
}

/** Why credentials need looking at: how many, what it means and what to do. A click shows those alone, another all again. */
const InventoryCards = ({ counts, value, onChange, onLost }: InventoryCardsProps) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('inventoryCards', inventoryCards)
  const shown = order.filter(attention => counts?.[attention] || attention === value)
  return (
    shown.length > 0 && (
      <fieldset aria-label={messages.attention.label} data-keydesk-part="cards" data-size="wide">
        {shown.map(attention => (
          <button
            key={attention}
            type="button"
            aria-pressed={attention === value}
            data-keydesk-part="card"
            data-attention={attention}
            onClick={() => {
              onChange(attention === value ? null : attention)
              if (!counts?.[attention]) onLost()
            }}
          >
            <span data-keydesk-part="card-text">{words[attention].text}</span>{' '}
            <span>
              <strong data-keydesk-part="count">{formats.number(counts?.[attention] ?? 0)}</strong>{' '}
              {words[attention].label}
            </span>
          </button>
        ))}
      </fieldset>
    )
  )
}

export default InventoryCards
