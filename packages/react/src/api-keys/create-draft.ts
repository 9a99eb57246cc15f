import type { Person, Session } from '@keydesk/contract'
import type { ExpiryChoice } from './expiry.ts'

/** What is typed into the form of a new key. Nothing in it is secret. */
export interface CreateDraft {
  name: string
  permissions: string[]
  expiry: ExpiryChoice
  /** Null: whoever creates it. */
  owner: Person | null
  purpose: string
}

interface Kept {
  person: string
  until: number
  draft: CreateDraft
}

const quarterHour = 15 * 60_000
const keyOf = ({ organization }: Session) => `keydesk.draft.${organization.id}`

/** Keeps a draft in this tab while its author signs in again. */
export const keepDraft = (session: Session, draft: CreateDraft): void => {
  const kept: Kept = { person: session.actor.id, until: Date.now() + quarterHour, draft }
  try {
    sessionStorage.setItem(keyOf(session), JSON.stringify(kept))
  } catch {
    // A page may be denied its storage; the form is then empty after the sign-in.
  }
}

/** Gives the kept draft of this person in this organization, once: nothing stays behind. Null where there is none, or an old one. */
export const takeDraft = (session: Session): CreateDraft | null => {
  try {
    const key = keyOf(session)
    const kept: Kept | null = JSON.parse(sessionStorage.getItem(key) ?? 'null')
    sessionStorage.removeItem(key)
    return kept?.person === session.actor.id && Date.now() < kept.until ? kept.draft : null
  } catch {
    return null
  }
}
