'use client'
import type { ApiKey, RotatedApiKey, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { isOutcomeUnknown, isTurnedAway } from '../client/client-error.ts'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { comparePermissions } from '../credentials/group-permissions.ts'
import { keepDraft } from '../credentials/kept-draft.ts'
import { type OverlapChoice, toEnd } from '../credentials/overlap.ts'
import { useForm } from '../credentials/use-form.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { useRotateApiKey } from '../hooks/use-rotate-api-key.ts'
import { create } from '../messages/english/create.ts'
import { dialog } from '../messages/english/dialog.ts'
import { rotate } from '../messages/english/rotate.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { useNow } from '../ui/use-now.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { OverlapField } from './overlap-field.tsx'
import { RotateChanges } from './rotate-changes.tsx'
import { keepGrantable, latestEnd, type RotateDraft, startRotation } from './rotation.ts'

/** Props of `RotateDialog`. */
export interface RotateDialogProps
  extends Pick<ApiKeysProps, 'signInUrl' | 'permissionTemplates' | 'onError'> {
  session: Session
  apiKey: ApiKey
  /** What was chosen before a sign-in. */
  draft: RotateDraft | null
  onClose: () => void
  onRotated: (rotated: RotatedApiKey) => void
}

/** The form that replaces a key: when the old one stops, and what is to be otherwise with the new one. */
export const RotateDialog = (props: RotateDialogProps) => {
  const { session, onError } = props
  const { formats } = useWords()
  const words = useWordsOf('rotate', rotate)
  const { unknown } = useWordsOf('create', create)
  const { lastUsed, neverUsed } = useWordsOf('dialog', dialog)
  const policy = session.policy.apiKeys
  // As it was: while an answer is lost, the list has it as replaced already.
  const [apiKey] = useState(props.apiKey)
  const [openedAt] = useState(Date.now)
  const { permissions: known } = usePermissions()
  const action = useRotateApiKey()
  const chosen = useRef<HTMLInputElement>(null)
  /** The length of a chosen day's overlap as it was first sent: sent again unlike it, it would be another rotation. */
  const sent = useRef<{ overlap: OverlapChoice; seconds: number } | null>(null)
  const now = Math.max(useNow(), openedAt)

  const latest = latestEnd(policy, { from: now, expiresAt: apiKey.expiresAt })
  const form = useForm<RotateDraft>({
    typed: props.draft,
    start: () => startRotation(apiKey, openedAt, policy),
    policy,
    toEnd: ({ overlap }) => toEnd(overlap, now, latest),
    toGrants: ({ permissions }) =>
      apiKey.purpose === null
        ? (permissions?.filter(slug => !apiKey.issuedPermissions.includes(slug)) ?? [])
        : [],
    error: action.error,
  })
  const { draft, name, expiresAt, end } = form
  const isNow = draft.overlap.kind === 'span' && draft.overlap.seconds === 0
  const permissions = draft.permissions ?? keepGrantable(apiKey.permissions, known)
  const { added, removed } = comparePermissions(apiKey.permissions, permissions)
  const submit = async () => {
    if (!form.begin() || end === undefined) return
    const { overlap } = draft
    if (sent.current?.overlap !== overlap) {
      const left = Math.ceil(Math.max(0, end.getTime() - Date.now()) / 1000)
      sent.current = { overlap, seconds: overlap.kind === 'span' ? overlap.seconds : left }
    }
    const outcome = await action.run({
      id: apiKey.id,
      overlapSeconds: sent.current.seconds,
      expiresAt: expiresAt?.toISOString() ?? null,
      ...(name !== apiKey.name && { name }),
      ...(added.length + removed.length > 0 && { permissions: permissions.toSorted() }),
    })
    if (outcome.ok) {
      props.onRotated(outcome.result)
      return
    }
    if (!isOutcomeUnknown(outcome.error) && !isTurnedAway(outcome.error)) sent.current = null
    onError?.(outcome.error)
  }

  return (
    <FormDialog
      part="rotate"
      title={<bdi>{words.title(apiKey.name)}</bdi>}
      action={action}
      form={form}
      signInUrl={props.signInUrl}
      onSignIn={() => keepDraft(session, { dialog: 'rotate', apiKey, draft })}
      unknown={unknown}
      initialFocus={chosen}
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p data-keydesk-part="lead">{words.text}</p>
      <OverlapField
        label={words.overlap}
        now={now}
        after={now}
        latest={latest}
        choice={draft.overlap}
        error={form.wrong('overlap')}
        chosenRef={chosen}
        onChange={overlap => form.change({ overlap })}
      >
        <p data-keydesk-part="hint">
          {apiKey.lastUsedAt === null ? neverUsed : lastUsed(formats.ago(apiKey.lastUsedAt, now))}{' '}
          {apiKey.expiresAt !== null && words.ends(formats.instant(apiKey.expiresAt))}
        </p>
      </OverlapField>
      <RotateChanges
        apiKey={apiKey}
        policy={policy}
        form={form}
        permissions={permissions}
        templates={props.permissionTemplates}
      />
      {end && expiresAt !== undefined && (
        <p data-keydesk-part="sentence">
          {words.sentence(expiresAt && formats.instant(expiresAt), isNow ? null : formats.instant(end))}
        </p>
      )}
    </FormDialog>
  )
}
