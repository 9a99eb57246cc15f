'use client'
import { type CreatedApiKey, isBetterAsApplication, type Session } from '@keydesk/contract'
import { useRef } from 'react'
import { WayButton } from '../choosing/way-button.tsx'
import { AbilitySentence } from '../credentials/ability-sentence.tsx'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { keepDraft } from '../credentials/kept-draft.ts'
import { NameField } from '../credentials/name-field.tsx'
import { PermissionField } from '../credentials/permission-field.tsx'
import { useForm } from '../credentials/use-form.ts'
import { useCreateApiKey } from '../hooks/use-create-api-key.ts'
import { usePermissions } from '../hooks/use-permissions.ts'
import { type ApplicationDraft, draftName } from '../m2m-applications/application-draft.ts'
import { create } from '../messages/english/create.ts'
import { useWordsOf } from '../messages/words.ts'
import { Notice } from '../ui/notice.tsx'
import type { ApiKeysProps } from './api-keys.tsx'
import { CreateDetails } from './create-details.tsx'
import type { CreateDraft } from './create-draft.ts'

/** Props of `CreateDialog`. */
export interface CreateDialogProps
  extends Pick<
    ApiKeysProps,
    'signInUrl' | 'applicationsUrl' | 'permissionTemplates' | 'requires' | 'metadata' | 'onError'
  > {
  session: Session
  /** What is known already, as what was typed before a sign-in. */
  draft: Partial<CreateDraft> | null
  /** Opens the form of an application, where it stands beside this one. */
  onApplication?: ((draft: Partial<ApplicationDraft>) => void) | undefined
  onClose: () => void
  onCreated: (created: CreatedApiKey) => void
}

/** The form of a new key: a name, what it can do, and one line for everything else. */
export const CreateDialog = (props: CreateDialogProps) => {
  const { session, permissionTemplates, requires = [], metadata, applicationsUrl, onApplication } = props
  const words = useWordsOf('create', create)
  const policy = session.policy.apiKeys
  const { ownerRequired } = policy
  const creating = useCreateApiKey()
  const offered = usePermissions()
  const nameInput = useRef<HTMLInputElement>(null)
  const form = useForm<CreateDraft>({
    typed: props.draft,
    start: () => ({
      name: '',
      permissions: [],
      expiry: { kind: 'days', days: policy.defaultLifetimeDays },
      owner: ownerRequired ? undefined : null,
      purpose: '',
    }),
    policy,
    ownerRequired,
    purposeRequired: policy.purposeRequired || requires.includes('purpose'),
    toGrants: typed => typed.permissions,
    error: creating.error,
  })
  const { draft, name, purpose, expiresAt } = form
  const submit = async () => {
    if (!form.begin()) return
    // Where an owner has to be named, whoever creates the key is named too.
    const owner = draft.owner ?? (ownerRequired && session.actor)
    const outcome = await creating.run({
      name,
      permissions: draft.permissions.toSorted(),
      expiresAt: expiresAt?.toISOString() ?? null,
      ...(owner && { ownerId: owner.id }),
      ...(purpose !== '' && { purpose }),
      ...(metadata && { metadata }),
      ...(draft.choice && { choice: draft.choice }),
    })
    if (outcome.ok) props.onCreated(outcome.result)
    else props.onError?.(outcome.error)
  }

  const { permissions } = draft
  const { features } = session
  const isNudged =
    (onApplication || applicationsUrl) &&
    features.m2mApplications &&
    session.policy.m2mApplications.allowed &&
    isBetterAsApplication({ permissions, expiresAt })
  const makeApplication = () => {
    const { expiry, ...carried } = draft
    if (onApplication) onApplication(carried)
    // The form over there takes it up.
    else keepDraft(session, carried, draftName)
  }
  return (
    <FormDialog
      part="create"
      title={words.title}
      action={creating}
      form={form}
      signInUrl={props.signInUrl}
      onSignIn={() => keepDraft(session, { dialog: 'create', draft })}
      unknown={words.unknown}
      initialFocus={nameInput}
      submit={words.submit}
      submitting={words.submitting}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <NameField form={form} inputRef={nameInput} />
      <CreateDetails session={session} form={form} startsOpen={requires.length > 0 || ownerRequired} />
      <PermissionField
        offered={offered}
        value={draft.permissions}
        templates={permissionTemplates}
        error={form.wrong('permissions')}
        onChange={chosen => form.change({ permissions: chosen })}
      />
      <AbilitySentence
        permissions={offered.permissions ?? []}
        selected={new Set(draft.permissions)}
        expiresAt={expiresAt}
      />
      <div aria-live="polite">
        {isNudged && (
          <Notice tone="plain">
            <span>{words.better}</span>
            <WayButton
              href={onApplication ? undefined : applicationsUrl}
              look="plain"
              onClick={makeApplication}
            >
              {words.makeApplication}
            </WayButton>
          </Notice>
        )}
      </div>
    </FormDialog>
  )
}
