'use client'
import type { ApiKeyPolicy, Person } from '@keydesk/contract'
import { useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { type ExpiryChoice, toInstant } from './expiry.ts'
import type { OverlapChoice } from './overlap.ts'
import { tellError, tellRefused } from './tell-error.ts'

/** A form as its fields see it: what is chosen, what is wrong with it since it was last sent, and the way to change it. */
export interface Form<Draft> {
  draft: Draft
  /** The instant of the draft's expiry; null for never or none, undefined while no date is chosen. */
  expiresAt: Date | null | undefined
  purposeRequired: boolean
  /** Why there has to be a purpose, where that is for what is granted. */
  reason: string | null
  wrong(part: keyof Draft & string): string | null
  change(part: Partial<Draft>): void
}

/** What the parts of a draft are called by the broker, where it has another name for them. */
const brokerNames: Readonly<Record<string, string>> = {
  owner: 'ownerId',
  expiry: 'expiresAt',
  end: 'expiresAt',
  overlap: 'overlapSeconds',
}
const toName = (part: string) => brokerNames[part] ?? part
/** What may be refused because the actor lacks it. */
const isGrant = (part: string) => part === 'permissions' || part === 'scopes'

/** What is typed into a form, and what is wrong with it since it was last sent. */
export const useForm = <
  Draft extends {
    name?: string
    owner?: Person | null | undefined
    purpose?: string
    expiry?: ExpiryChoice | null
    end?: OverlapChoice
  },
>(given: {
  /** What is known already, as what was typed before a sign-in. */
  typed?: Partial<Draft> | null
  start: () => Draft
  /** How long a key may live, and what is granted only for a reason. */
  policy?: Pick<ApiKeyPolicy, 'maxLifetimeDays' | 'permissionsNeedingReason'>
  ownerRequired?: boolean
  purposeRequired?: boolean
  /** What is granted that may need a purpose to say why. */
  toGrants?: (draft: Draft) => readonly string[]
  /** When an old key is to stop, in a form that asks; undefined while no day is chosen, or one that is over. */
  toEnd?: (draft: Draft) => Date | undefined
  error: KeydeskClientError | null
}) => {
  const { typed = null, policy, toEnd, error } = given
  const { messages, formats } = useWords()
  const words = useWordsOf('fields', fields)
  const [initial] = useState(given.start)
  const [draft, setDraft] = useState<Draft>(typed ? { ...initial, ...typed } : initial)
  // An expiry counts from when it is chosen, so that what is sent is what is said.
  const [chosenAt, setChosenAt] = useState(() => Date.now())
  const parts = Object.keys(initial)
  /** Changed since the last attempt: what was wrong with these is no longer said. */
  const [edited, setEdited] = useState<ReadonlySet<string>>(new Set(parts))

  const name = draft.name?.trim()
  const purpose = draft.purpose?.trim()
  const expiresAt = draft.expiry && policy ? toInstant(draft.expiry, chosenAt, policy) : null
  const end = toEnd?.(draft)
  const needing = given.toGrants?.(draft).filter(slug => policy?.permissionsNeedingReason.includes(slug))
  const reason = needing?.length ? words.purposeNeeded(formats.list(needing)) : null
  const purposeRequired = given.purposeRequired || reason !== null
  const noEnd = toEnd && end === undefined && words.dateRequired
  /** What keeps a part from being sent. */
  const missing: Readonly<Record<string, string | false | null | undefined>> = {
    name: name === '' && words.nameRequired,
    expiry: expiresAt === undefined && words.dateRequired,
    end: noEnd,
    overlap: noEnd,
    owner: given.ownerRequired && draft.owner === undefined && words.ownerRequired,
    purpose: purpose === '' && purposeRequired && words.purposeRequired,
    // A form without a purpose grants nothing that needs one.
    permissions: purpose === undefined && reason,
  }
  const isEscalation = error?.code === 'permission_escalation' && parts.some(isGrant)
  const names = parts.map(toName)
  const unplaced = tellRefused(error, messages, name => !names.includes(name))
  return {
    draft,
    name: name ?? '',
    purpose: purpose ?? '',
    expiresAt,
    end,
    reason,
    purposeRequired,
    /** Nothing was typed that a stray click could throw away. */
    isUntouched: typed === null && draft === initial,
    change: (part: Partial<Draft>) => {
      setDraft(before => ({ ...before, ...part }))
      if (part.expiry) setChosenAt(Date.now())
      setEdited(before => new Set([...before, ...Object.keys(part)]))
    },
    wrong: (part: keyof Draft & string): string | null => {
      if (edited.has(part)) return null
      if (isGrant(part) && isEscalation) return tellError(error, messages)
      return missing[part] || tellRefused(error, messages, name => name === toName(part))
    },
    /** What was refused in none of the fields. */
    unplaced,
    /** The error, where the fields do not say all there is to say. */
    rest: isEscalation || (error?.errors.length && unplaced === null) ? null : error,
    /** Begins an attempt; false where a field keeps it from being sent. */
    begin: (): boolean => {
      setEdited(new Set())
      return !Object.values(missing).some(Boolean)
    },
  }
}
