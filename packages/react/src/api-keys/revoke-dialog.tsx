'use client'
import type { ApiKey } from '@keydesk/contract'
import { type FormEvent, useRef, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useRevokeApiKey } from '../hooks/use-revoke-api-key.ts'
import { dialog } from '../messages/english/dialog.ts'
import { revokeDialog } from '../messages/english/revoke-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { isInUse } from './is-in-use.ts'
import { RevokeActions } from './revoke-actions.tsx'

/** Props of `RevokeDialog`. */
export interface RevokeDialogProps {
  apiKey: ApiKey
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onRevoked: (apiKey: ApiKey) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Says what revoking will break; a key used in the last week asks for its name. */
const RevokeDialog = ({ apiKey, announce, onClose, onRevoked, onError }: RevokeDialogProps) => {
  const { formats } = useWords()
  const words = useWordsOf('revokeDialog', revokeDialog)
  const { cancel } = useWordsOf('dialog', dialog)
  const revoking = useRevokeApiKey()
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  const [now] = useState(() => Date.now())
  const cancelButton = useRef<HTMLButtonElement>(null)
  const { lastUsedAt, status, name } = apiKey
  const ended = status === 'expired' || status === 'revoked'
  const asksName = isInUse(apiKey, now)
  const { pending } = revoking

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (asksName && typed.trim().normalize() !== name.trim().normalize()) {
      setMismatch(true)
      return
    }
    if (pending) return
    const outcome = await revoking.run(apiKey.id)
    if (outcome.ok) {
      announce(words.done(name))
      onRevoked(apiKey)
    } else onError?.(outcome.error)
  }

  return (
    <Dialog
      part="revoke"
      role="alertdialog"
      size="small"
      title={<bdi>{words.title(name)}</bdi>}
      busy={pending}
      initialFocus={cancelButton}
      onDismiss={onClose}
    >
      <form noValidate onSubmit={submit} data-keydesk-part="form">
        <Notice tone={asksName ? 'warn' : 'plain'}>
          <span>
            {ended
              ? words.ended
              : lastUsedAt === null
                ? words.unused
                : words.used(formats.ago(lastUsedAt, now))}{' '}
            {words.final}
          </span>
        </Notice>
        {asksName && (
          <Field
            label={
              <>
                {words.confirm}: <bdi data-keydesk-part="quoted">{name}</bdi>
              </>
            }
            error={mismatch && words.mismatch}
          >
            {control => (
              <input
                {...control}
                data-keydesk-part="input"
                autoComplete="off"
                value={typed}
                onChange={event => {
                  setTyped(event.target.value)
                  setMismatch(false)
                }}
              />
            )}
          </Field>
        )}
        <RevokeActions
          action={revoking}
          cancelRef={cancelButton}
          onClose={onClose}
          cancel={cancel}
          submit={words.submit}
        />
      </form>
    </Dialog>
  )
}

export default RevokeDialog
