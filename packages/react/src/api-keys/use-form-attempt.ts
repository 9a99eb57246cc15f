'use client'
import { type FormEvent, useEffect, useRef, useState } from 'react'
import type { Action } from '../hooks/use-action.ts'
import { useWords } from '../messages/words.ts'
import { useWait } from './create-wait.ts'
import { fieldErrors, tellError, unplacedErrors } from './tell-error.ts'

/**
 * Sends a form, one attempt at a time, and puts what was wrong with the last one on its fields, which go by the broker's names.
 * After each attempt the first field that was refused has the focus, or what else went wrong is in sight.
 */
export const useFormAttempt = <Name extends string>(given: {
  fields: readonly Name[]
  /** What keeps a field from being sent. */
  missing: Partial<Record<Name, string | false>>
  action: Pick<Action<never, unknown>, 'error' | 'pending'>
}) => {
  const { fields, missing, action } = given
  const { error, pending } = action
  const { messages } = useWords()
  const [attempt, setAttempt] = useState(0)
  /** Fields changed since the last attempt: what was wrong with them is no longer said. */
  const [edited, setEdited] = useState<ReadonlySet<Name>>(new Set(fields))
  const form = useRef<HTMLFormElement>(null)
  const sending = useRef(false)
  const wait = useWait(error)
  const isEscalation = error?.code === 'permission_escalation' && fields.some(name => name === 'permissions')
  const unplaced = unplacedErrors(error, fields, messages)

  // biome-ignore lint/correctness/useExhaustiveDependencies: after each attempt.
  useEffect(() => {
    if (pending) return
    const find = (selector: string) => form.current?.querySelector<HTMLElement>(selector)
    const refused = find('[aria-invalid=true]') ?? find('[data-state=invalid] :checked')
    if (refused) refused.focus()
    else find('[role=alert]')?.scrollIntoView({ block: 'nearest' })
  }, [attempt, pending])

  return {
    form,
    error,
    pending,
    wait,
    /** What was refused in no field of the form. */
    unplaced,
    /** Whether the fields say all there is to say. */
    isPlaced: isEscalation || Boolean(error?.errors.length && unplaced === null),
    wrong: (name: Name): string | null => {
      if (edited.has(name)) return null
      if (name === 'permissions' && isEscalation) return tellError(error, messages)
      return missing[name] || fieldErrors(error, name, messages)
    },
    onEdit: (names: readonly Name[]) => setEdited(before => new Set([...before, ...names])),
    onSubmit: async (event: FormEvent, send: () => Promise<void>) => {
      event.preventDefault()
      if (sending.current || wait > 0) return
      setEdited(new Set())
      setAttempt(attempt + 1)
      if (Object.values(missing).some(Boolean)) return
      sending.current = true
      await send()
      sending.current = false
    },
  }
}

/** What `useFormAttempt` gives. */
export type FormAttempt = Omit<ReturnType<typeof useFormAttempt>, 'wrong' | 'onEdit'>
