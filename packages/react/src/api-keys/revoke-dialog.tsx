'use client'
import type { ApiKey } from '@keydesk/contract'
import { type FormEvent, useRef, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useRevokeApiKey } from '../hooks/use-revoke-api-key.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Field } from '../ui/field.tsx'
import { Notice } from '../ui/notice.tsx'
import { isInUse } from './is-in-use.ts'
import { RequestId } from './state-panel.tsx'
import { tellError } from './tell-error.ts'

/** Props of `RevokeDialog`. */
export interface RevokeDialogProps {
  apiKey: ApiKey
  onClose: () => void
  onRevoked: (apiKey: ApiKey) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Says what revoking will break; a key used in the last week asks for its name. */
const RevokeDialog = ({ apiKey, onClose, onRevoked, onError }: RevokeDialogProps) => {
  const { messages, formats } = useWords()
  const words = messages.revokeDialog
  const revoking = useRevokeApiKey()
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  const [now] = useState(() => Date.now())
  const cancelButton = useRef<HTMLButtonElement>(null)
  const { lastUsedAt, status, name } = apiKey
  const ended = status === 'expired' || status === 'revoked'
  const asksName = isInUse(apiKey, now)
  const { pending, error } = revoking

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (asksName && typed.trim().normalize() !== name.trim().normalize()) {
      setMismatch(true)
      return
    }
    if (pending) return
    const outcome = await revoking.run(apiKey.id)
    if (outcome.ok) onRevoked(apiKey)
    else onError?.(outcome.error)
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
        {error && (
          <Notice tone="bad" alert>
            <span>{tellError(error, messages)}</span>
            <RequestId error={error} />
          </Notice>
        )}
        <footer data-keydesk-part="dialog-actions">
          <Button
            ref={cancelButton}
            aria-disabled={pending || undefined}
            onClick={() => pending || onClose()}
          >
            {messages.cancel}
          </Button>
          <Button look="danger" type="submit" busy={pending}>
            {pending ? words.submitting : words.submit}
          </Button>
        </footer>
      </form>
    </Dialog>
  )
}

export default RevokeDialog
