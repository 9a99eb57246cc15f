'use client'
import { useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useWords } from '../messages/words.ts'
import { fieldErrors, tellError, unplacedErrors } from './tell-error.ts'

/** What is wrong with the fields of a form, which go by the broker's names, since it was last sent. */
export const useFieldProblems = <Name extends string>(given: {
  names: readonly Name[]
  /** What keeps a field from being sent. */
  missing: Partial<Record<Name, string | false>>
  error: KeydeskClientError | null
}) => {
  const { names, missing, error } = given
  const { messages } = useWords()
  /** Fields changed since the last attempt: what was wrong with them is no longer said. */
  const [edited, setEdited] = useState<ReadonlySet<Name>>(new Set(names))
  const isEscalation = error?.code === 'permission_escalation' && names.some(name => name === 'permissions')
  const unplaced = unplacedErrors(error, names, messages)
  return {
    wrong: (name: Name): string | null => {
      if (edited.has(name)) return null
      if (name === 'permissions' && isEscalation) return tellError(error, messages)
      return missing[name] || fieldErrors(error, name, messages)
    },
    /** What was refused in none of the fields. */
    unplaced,
    /** The error, where the fields do not say all there is to say. */
    rest: isEscalation || (error?.errors.length && unplaced === null) ? null : error,
    onEdit: (changed: readonly Name[]) => setEdited(before => new Set([...before, ...changed])),
    /** Begins an attempt; false where a field keeps it from being sent. */
    begin: (): boolean => {
      setEdited(new Set())
      return !Object.values(missing).some(Boolean)
    },
  }
}
