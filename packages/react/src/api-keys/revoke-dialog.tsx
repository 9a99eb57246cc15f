'use client'
import type { ApiKey } from '@keydesk/contract'
import { useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useFreshKeys } from '../credentials/use-fresh-keys.ts'
import { useRevokeApiKey } from '../hooks/use-revoke-api-key.ts'
import { useUpdateApiKey } from '../hooks/use-update-api-key.ts'
import { dialog } from '../messages/english/dialog.ts'
import { revokeDialog } from '../messages/english/revoke-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { isInUse, isOver } from './is-in-use.ts'
import { useConfirmation } from './use-confirmation.tsx'

/** Props of `RevokeDialog`. */
export interface RevokeDialogProps {
  apiKey: ApiKey
  /** It moves to an application, whose plan says when it ends. */
  isMoving?: boolean | undefined
  /** Has the keys asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onRevoked: (apiKey: ApiKey) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

const day = 24 * 60 * 60 * 1000

/** Says what revoking will break, and offers to let the key end a day later; one used in the last week asks for its name. */
const RevokeDialog = (props: RevokeDialogProps) => {
  const { apiKey, refresh, announce, onClose, onRevoked, onError } = props
  const { formats } = useWords()
  const words = useWordsOf('revokeDialog', revokeDialog)
  const { willStop } = useWordsOf('dialog', dialog)
  const revoking = useRevokeApiKey()
  const updating = useUpdateApiKey()
  const [now] = useState(Date.now)
  useFreshKeys(refresh, true)
  const { id, lastUsedAt, expiresAt, name } = apiKey
  const ended = isOver(apiKey)
  const asksName = isInUse(apiKey, now)
  const outlivesDay = !(ended || props.isMoving) && (expiresAt === null || Date.parse(expiresAt) > now + day)
  const pending = revoking.pending || updating.pending

  const { confirm, field } = useConfirmation({
    wanted: asksName ? [name] : null,
    label: (
      <>
        {words.confirm}: <bdi data-keydesk-part="quoted">{name}</bdi>
      </>
    ),
    mismatch: words.mismatch,
  })
  const submit = async () => {
    if (!confirm() || pending) return
    updating.reset()
    const outcome = await revoking.run(id)
    if (outcome.ok) {
      announce(words.done(name))
      onRevoked(apiKey)
    } else onError?.(outcome.error)
  }
  const moveEnd = async () => {
    if (!confirm() || pending) return
    revoking.reset()
    const asked = Date.now()
    const end = new Date(asked + day)
    const outcome = await updating.run({ id, expiresAt: end.toISOString() })
    if (outcome.ok) {
      announce(willStop(name, formats.relative(end, asked)))
      onClose()
    } else onError?.(outcome.error)
  }

  return (
    <FormDialog
      part="revoke"
      danger
      title={<bdi>{words.title(name)}</bdi>}
      action={{ pending, error: revoking.error ?? updating.error }}
      other={
        outlivesDay && (
          <Button busy={updating.pending} aria-disabled={pending || undefined} onClick={moveEnd}>
            {words.later}
          </Button>
        )
      }
      submit={words.submit}
      submitting={revoking.pending ? words.submitting : words.submit}
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
      {field}
    </FormDialog>
  )
}

export default RevokeDialog
