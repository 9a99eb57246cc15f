'use client'
import { type ApiKeyAttention, type ApiKeysSummary, apiKeyAttentions } from '@keydesk/contract'
import { useWords } from '../messages/words.ts'

/** Why keys need looking at, each with how many: a click shows those alone, another all again. */
export const AttentionCards = (props: {
  counts: ApiKeysSummary['attention'] | undefined
  value: ApiKeyAttention | null
  onChange: (value: ApiKeyAttention | null) => void
  /** The card that was pressed leaves the page. */
  onLost: () => void
}) => {
  const { messages, formats } = useWords()
  const { counts, value, onChange, onLost } = props
  const shown = apiKeyAttentions.filter(attention => counts?.[attention] || attention === value)
  return (
    shown.length > 0 && (
      <fieldset aria-label={messages.attention.label} data-keydesk-part="cards">
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
            {messages.attention[attention]}{' '}
            <strong data-keydesk-part="count">{formats.number(counts?.[attention] ?? 0)}</strong>
          </button>
        ))}
      </fieldset>
    )
  )
}
