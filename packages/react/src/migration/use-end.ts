'use client'
import type { ApiKeyPolicy } from '@keydesk/contract'
import { useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { type OverlapChoice, toEnd } from '../credentials/overlap.ts'
import { tellRefused } from '../credentials/tell-error.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { useNow } from '../ui/use-now.ts'
import { latestEnd, startEnd } from './key-end.ts'

/** When a key is to end, in a form that asks for that alone. */
export const useEnd = (given: {
  /** When the key ends by itself; null for never. */
  expiresAt: string | null
  /** When the plan was started, where it was. */
  startedAt?: string
  policy: ApiKeyPolicy
  /** What was chosen already. */
  choice?: OverlapChoice | undefined
  error: KeydeskClientError | null
}) => {
  const { messages } = useWords()
  const { dateRequired } = useWordsOf('fields', fields)
  const now = useNow()
  const latest = latestEnd(given, now, given.policy) ?? now
  const [choice, setChoice] = useState<OverlapChoice>(() => given.choice ?? startEnd(now, latest))
  const [isTold, setTold] = useState(true)
  const end = toEnd(choice, now, latest)
  const refused = tellRefused(given.error, messages, name => name === 'endsAt')
  return {
    end,
    /** The error, where the field does not say it. */
    rest: refused === null ? given.error : null,
    /** Begins an attempt; nothing where there is no date to send. */
    begin: () => {
      setTold(true)
      return end
    },
    field: {
      now,
      latest,
      choice,
      end,
      ownEnd: given.expiresAt,
      error: isTold ? (end === undefined ? dateRequired : refused) : null,
      onChange: (next: OverlapChoice) => {
        setTold(false)
        setChoice(next)
      },
    },
  }
}
