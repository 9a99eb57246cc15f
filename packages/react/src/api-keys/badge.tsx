'use client'
import type { ApiKey } from '@keydesk/contract'
import { useWords } from '../messages/words.ts'
import { badgeTones, deriveBadge } from './derive-badge.ts'

/** The one badge of a key: the most urgent thing to know about it. */
export const Badge = ({ apiKey, now }: { apiKey: ApiKey; now: number }) => {
  const { messages } = useWords()
  const kind = deriveBadge(apiKey, now)
  return (
    <span data-keydesk-part="badge" data-state={kind} data-tone={badgeTones[kind]}>
      {messages.badges[kind]}
    </span>
  )
}
