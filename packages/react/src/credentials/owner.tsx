'use client'
import type { Person } from '@keydesk/contract'
import { useWords } from '../messages/words.ts'
import { describePerson } from './describe-person.ts'

/** Whose a credential is, in a row: "You" for the reader's own. */
export const Owner = ({ owner, actorId }: { owner: Person | null; actorId: string }) => {
  const { messages } = useWords()
  return owner === null ? (
    <span data-keydesk-part="faint">{messages.nobody}</span>
  ) : (
    <bdi title={owner.email}>{owner.id === actorId ? messages.you : describePerson(owner)}</bdi>
  )
}
