'use client'
import type { ApiKey, BulkRevokeResult } from '@keydesk/contract'
import { useRef, useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { useFreshKeys } from '../credentials/use-fresh-keys.ts'
import { useBulkRevokeApiKeys } from '../hooks/use-bulk-revoke-api-keys.ts'
import { bulkRevoke } from '../messages/english/bulk-revoke.ts'
import { dialog } from '../messages/english/dialog.ts'
import { revokeDialog } from '../messages/english/revoke-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import { isInUse } from './is-in-use.ts'
import { useConfirmation } from './use-confirmation.tsx'

/** Props of `BulkRevokeDialog`. */
export interface BulkRevokeDialogProps {
  apiKeys: ApiKey[]
  /** Has the keys asked for anew. */
  refresh: () => Promise<unknown>
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  /** These are revoked; the dialog stays, to say what became of each. */
  onRevoked: (apiKeys: ApiKey[]) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** Shows the keys, asks once, and says of each what became of it; those that failed can be tried again. */
const BulkRevokeDialog = (props: BulkRevokeDialogProps) => {
  const { apiKeys, refresh, announce, onClose, onRevoked, onError } = props
  const { messages, formats } = useWords()
  const words = useWordsOf('bulkRevoke', bulkRevoke)
  const { final, submit: revoke, submitting } = useWordsOf('revokeDialog', revokeDialog)
  const { lastUsed, neverUsed } = useWordsOf('dialog', dialog)
  const revoking = useBulkRevokeApiKeys()
  const [outcomes, setOutcomes] = useState<ReadonlyMap<string, BulkRevokeResult['outcome']>>(new Map())
  const [now] = useState(Date.now)
  const cancelButton = useRef<HTMLButtonElement>(null)
  const left = apiKeys.filter(({ id }) => isLeft(outcomes.get(id)))
  const hasRun = outcomes.size > 0
  useFreshKeys(refresh, !hasRun)
  const used = apiKeys.filter(apiKey => isInUse(apiKey, now)).length
  const asksCount = used > 0 && !hasRun
  const count = formats.number(apiKeys.length)

  const { confirm, field } = useConfirmation({
    wanted: asksCount ? [count, String(apiKeys.length)] : null,
    label: words.confirm,
    mismatch: words.mismatch(apiKeys.length, formats),
    inputMode: 'numeric',
  })

  const submit = async () => {
    if (!confirm()) return
    const outcome = await revoking.run(left.map(({ id }) => id))
    if (!outcome.ok) {
      onError?.(outcome.error)
      return
    }
    const after = new Map(outcomes)
    for (const { id, outcome: became } of outcome.result) after.set(id, became)
    setOutcomes(after)
    const gone = left.filter(({ id }) => !isLeft(after.get(id)))
    if (gone.length > 0) {
      announce(words.done(gone.length, formats))
      onRevoked(gone)
    }
    cancelButton.current?.focus()
  }

  return (
    <FormDialog
      part="bulk-revoke"
      danger
      title={words.title(apiKeys.length, formats)}
      action={revoking}
      cancel={hasRun && words.close}
      cancelRef={cancelButton}
      submit={left.length > 0 && (hasRun ? messages.failed.retry : revoke)}
      submitting={submitting}
      onSubmit={submit}
      onClose={onClose}
    >
      <Notice tone={hasRun && left.length > 0 ? 'bad' : asksCount ? 'warn' : 'plain'} alert={hasRun}>
        <span>
          {!hasRun
            ? `${used > 0 ? words.used(used, formats) : words.unused} ${final}`
            : left.length > 0
              ? words.someFailed(left.length, formats)
              : words.done(apiKeys.length, formats)}
        </span>
      </Notice>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard. */}
      <ul aria-label={words.keys} tabIndex={0} data-keydesk-part="bulk-list">
        {apiKeys.map(apiKey => {
          const outcome = outcomes.get(apiKey.id)
          return (
            <li key={apiKey.id} data-keydesk-part="bulk-item" data-state={outcome}>
              <bdi>{apiKey.name}</bdi>
              <span data-keydesk-part="hint">
                {outcome
                  ? words.outcomes[outcome]
                  : apiKey.lastUsedAt === null
                    ? neverUsed
                    : lastUsed(formats.ago(apiKey.lastUsedAt, now))}
              </span>
            </li>
          )
        })}
      </ul>
      {field}
    </FormDialog>
  )
}

/** What the broker said nothing of counts as not done. */
const isLeft = (outcome: BulkRevokeResult['outcome'] | undefined) =>
  outcome === undefined || outcome === 'failed'

export default BulkRevokeDialog
