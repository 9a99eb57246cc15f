'use client'
import type { Person } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { useWords } from '../messages/words.ts'
import { describePerson } from './describe-person.ts'

/** Props of `PersonName`. */
export interface PersonNameProps {
  person: Person | null
  /** Who is looking: they are "You". */
  actorId: string
  /** Shown for nobody. */
  children: ReactNode
}

/** A person's name and address. */
export const PersonName = ({ person, actorId, children }: PersonNameProps) => {
  const { messages } = useWords()
  if (person === null) return children
  const called = person.id === actorId ? messages.you : describePerson(person)
  return (
    <span>
      <bdi>{called}</bdi> {called !== person.email && <bdi data-keydesk-part="faint">{person.email}</bdi>}
    </span>
  )
}
