'use client'
import type { ApiKey, RotatedApiKey, Session } from '@keydesk/contract'
import { useRef, useState } from 'react'
import { isOutcomeUnknown } from '../client/client-error.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { useRotateApiKey } from '../hooks/use-rotate-api-key.ts'
import { fields } from '../messages/english/fields.ts'
import { rotate } from '../messages/english/rotate.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { useNow } from '../ui/use-now.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { keepDraft } from './create-draft.ts'
import { toInstant } from './expiry.ts'
import { FormDialog } from './form-dialog.tsx'
import { MintingProblem } from './minting-problem.tsx'
import { type OverlapChoice, toEnd } from './overlap.ts'
import { OverlapField } from './overlap-field.tsx'
import { RotateChanges } from './rotate-changes.tsx'
import { comparePermissions, keepGrantable, latestEnd, type RotateDraft, startRotation } from './rotation.ts'
import { useFieldProblems } from './use-field-problems.ts'

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

/** The fields of the broker that the parts of the draft belong to. */
const fieldOf = {
  name: 'name',
  overlap: 'overlapSeconds',
  expiry: 'expiresAt',
  permissions: 'permissions',
} as const
const names = Object.values(fieldOf)

/** The form that replaces a key: when the old one stops, and what is to be otherwise with the new one. */
export const RotateDialog = (props: RotateDialogProps) => {
  const { session, signInUrl, onError } = props
  const { formats } = useWords()
  const words = useWordsOf('rotate', rotate)
  const { nameRequired, dateRequired } = useWordsOf('fields', fields)
  const policy = session.policy.apiKeys
  // As it was: while an answer is lost, the list has it as replaced already.
  const [apiKey] = useState(props.apiKey)
  const [openedAt] = useState(() => Date.now())
  const [initial] = useState(() => props.draft ?? startRotation(apiKey, openedAt, policy))
  const [draft, setDraft] = useState(initial)
  // Taken when it is chosen, so that what is sent is what the caption says.
  const [expiresAt, setExpiresAt] = useState(() => toInstant(draft.expiry, openedAt, policy))
  const { permissions: known } = usePermissions()
  const action = useRotateApiKey()
  const chosen = useRef<HTMLInputElement>(null)
  /** The length of a chosen day's overlap as it was first sent: sent again unlike it, it would be another rotation. */
  const sent = useRef<{ overlap: OverlapChoice; seconds: number } | null>(null)
  const now = useNow()

  const latest = latestEnd(openedAt, apiKey.expiresAt)
  const end = toEnd(draft.overlap, Math.max(now, openedAt), latest)
  const isNow = draft.overlap.kind === 'span' && draft.overlap.seconds === 0
  const name = draft.name.trim()
  const permissions = draft.permissions ?? keepGrantable(apiKey.permissions, known)
  const { added, removed } = comparePermissions(apiKey.permissions, permissions)
  const problems = useFieldProblems({
    names,
    missing: {
      name: name === '' && nameRequired,
      overlapSeconds: end === undefined && dateRequired,
      expiresAt: expiresAt === undefined && dateRequired,
    },
    error: action.error,
  })
  const { wrong, rest, unplaced } = problems

  const change = (part: Partial<RotateDraft>) => {
    setDraft(before => ({ ...before, ...part }))
    if (part.expiry) setExpiresAt(toInstant(part.expiry, Date.now(), policy))
    problems.onEdit(
      Object.entries(fieldOf).flatMap(([key, field]) => (Object.hasOwn(part, key) ? [field] : [])),
    )
  }
  const submit = async () => {
    if (!problems.begin() || end === undefined || expiresAt === undefined) return
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
    if (!isOutcomeUnknown(outcome.error)) sent.current = null
    onError?.(outcome.error)
  }

  return (
    <FormDialog
      part="rotate"
      title={<bdi>{words.title(apiKey.name)}</bdi>}
      action={action}
      // What was chosen is not thrown away by a stray click.
      lightDismiss={draft === initial}
      initialFocus={chosen}
      problem={
        rest && (
          <MintingProblem
            error={rest}
            unplaced={unplaced}
            signInUrl={signInUrl}
            onSignIn={() => keepDraft(session, { dialog: 'rotate', apiKey, draft })}
          />
        )
      }
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
        error={wrong('overlapSeconds')}
        chosenRef={chosen}
        onChange={overlap => change({ overlap })}
      >
        <p data-keydesk-part="hint">
          {apiKey.lastUsedAt === null
            ? words.unused
            : words.used(formats.ago(apiKey.lastUsedAt, Math.max(now, openedAt)))}{' '}
          {apiKey.expiresAt !== null && words.ends(formats.instant(apiKey.expiresAt))}
        </p>
      </OverlapField>
      <RotateChanges
        apiKey={apiKey}
        draft={draft}
        policy={policy}
        expiresAt={expiresAt}
        permissions={permissions}
        templates={props.permissionTemplates}
        errors={{
          name: wrong('name'),
          expiresAt: wrong('expiresAt'),
          permissions: wrong('permissions'),
        }}
        onChange={change}
      />
      {end && expiresAt !== undefined && (
        <p data-keydesk-part="sentence">
          {words.sentence(expiresAt && formats.instant(expiresAt), isNow ? null : formats.instant(end))}
        </p>
      )}
    </FormDialog>
  )
}
