'use client'
import type { ApiKey } from '@keydesk/contract'
import { useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { useRevokeApiKey } from '../hooks/use-revoke-api-key.ts'
import { revokeDialog } from '../messages/english/revoke-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { TextField } from '../ui/text-field.tsx'
import { FormDialog } from './form-dialog.tsx'
import { isInUse } from './is-in-use.ts'
import { useFreshKeys } from './use-fresh-keys.ts'

/** Props of `RevokeDialog`. */
export interface RevokeDialogProps {
  apiKey: ApiKey
  /** Has the keys asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onRevoked: (apiKey: ApiKey) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Says what revoking will break; a key used in the last week asks for its name. */
const RevokeDialog = ({ apiKey, refresh, announce, onClose, onRevoked, onError }: RevokeDialogProps) => {
  const { formats } = useWords()
  const words = useWordsOf('revokeDialog', revokeDialog)
  const revoking = useRevokeApiKey()
  const [typed, setTyped] = useState('')
  const [mismatch, setMismatch] = useState(false)
  const [now] = useState(() => Date.now())
  useFreshKeys(refresh, true)
  const { lastUsedAt, status, name } = apiKey
  const ended = status === 'expired' || status === 'revoked'
  const asksName = isInUse(apiKey, now)

  const submit = async () => {
    if (asksName && typed.trim().normalize() !== name.trim().normalize()) {
      setMismatch(true)
      return
    }
    const outcome = await revoking.run(apiKey.id)
    if (outcome.ok) {
      announce(words.done(name))
      onRevoked(apiKey)
    } else onError?.(outcome.error)
  }

  return (
    <FormDialog
      part="revoke"
      danger
      title={<bdi>{words.title(name)}</bdi>}
      action={revoking}
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={onClose}
    >
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
        <TextField
          label={
            <>
              {words.confirm}: <bdi data-keydesk-part="quoted">{name}</bdi>
            </>
          }
          error={mismatch && words.mismatch}
          value={typed}
          onChange={text => {
            setTyped(text)
            setMismatch(false)
          }}
        />
      )}
    </FormDialog>
  )
}

export default RevokeDialog
