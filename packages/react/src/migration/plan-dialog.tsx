'use client'
import {
  type ApiKey,
  type CreatedM2MApplication,
  mapPermissionsToScopes,
  type Session,
} from '@keydesk/contract'
import { useRef, useState } from 'react'
import { AbilitySentence } from '../credentials/ability-sentence.tsx'
import { CreateOwner } from '../credentials/create-owner.tsx'
import { describePerson } from '../credentials/describe-person.ts'
import { Details } from '../credentials/details.tsx'
import { FormDialog } from '../credentials/form-dialog.tsx'
import { keepDraft } from '../credentials/kept-draft.ts'
import { NameField } from '../credentials/name-field.tsx'
import { toEnd } from '../credentials/overlap.ts'
import { PermissionField } from '../credentials/permission-field.tsx'
import { PurposeField } from '../credentials/purpose-field.tsx'
import { useForm } from '../credentials/use-form.ts'
import { useCreateM2MApplication } from '../hooks/use-create-m2m-application.ts'
import { useScopes } from '../hooks/use-scopes.ts'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { migration } from '../messages/english/migration.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { useNow } from '../ui/use-now.ts'
import { EndField } from './end-field.tsx'
import { latestEnd, startEnd } from './key-end.ts'
import type { KeyMigrationProps } from './key-migration.tsx'
import { draftName, type KeptMigration, type MigrationDraft, startDraft } from './migration-draft.ts'
import { PermissionMap } from './permission-map.tsx'

/** Props of `PlanDialog`. */
export interface PlanDialogProps extends Pick<KeyMigrationProps, 'signInUrl' | 'onError'> {
  session: Session
  apiKey: ApiKey
  /** What was chosen before. */
  draft: MigrationDraft | null
  onClose: () => void
  onCreated: (created: CreatedM2MApplication, draft: MigrationDraft) => void
}

/** The plan: what the application will be able to do in the key's place, whose it is, and when the key ends. */
export const PlanDialog = (props: PlanDialogProps) => {
  const { session } = props
  const { formats } = useWords()
  const words = useWordsOf('migration', migration)
  const { create, instead } = useWordsOf('applicationDialogs', applicationDialogs)
  // As it was when the form opened: what is sent again after a lost answer has to be the same.
  const [apiKey] = useState(props.apiKey)
  const policy = session.policy.m2mApplications
  const { ownerRequired, purposeRequired, scopesNeedingReason } = policy
  const creating = useCreateM2MApplication()
  const { scopes: offered, ...asked } = useScopes()
  const nameInput = useRef<HTMLInputElement>(null)
  const now = useNow()
  const latest = latestEnd(apiKey, now, session.policy.apiKeys) ?? now
  const mapped = mapPermissionsToScopes(apiKey.permissions, offered ?? []).scopes
  const form = useForm<MigrationDraft>({
    typed: props.draft,
    start: () => startDraft(apiKey, session.actor.id, policy, startEnd(now, latest)),
    ownerRequired,
    purposeRequired,
    policy: { maxLifetimeDays: null, permissionsNeedingReason: scopesNeedingReason },
    toGrants: typed => typed.scopes ?? mapped,
    toEnd: typed => toEnd(typed.end, now, latest),
    error: creating.error,
  })
  const { draft, name, purpose, end } = form
  const scopes = draft.scopes ?? mapped
  const submit = async () => {
    if (!form.begin()) return
    // Where an owner has to be named, whoever starts it is named too.
    const owner = draft.owner ?? (ownerRequired && session.actor)
    const outcome = await creating.run({
      name,
      scopes: scopes.toSorted(),
      replaces: apiKey.id,
      metadata: apiKey.metadata,
      ...(owner && { ownerId: owner.id }),
      ...(purpose !== '' && { purpose }),
    })
    if (outcome.ok) props.onCreated(outcome.result, draft)
    else props.onError?.(outcome.error)
  }

  return (
    <FormDialog
      part="migration-plan"
      title={<bdi>{words.title.running(apiKey.name)}</bdi>}
      action={creating}
      form={form}
      signInUrl={props.signInUrl}
      onSignIn={() => keepDraft<KeptMigration>(session, { apiKeyId: apiKey.id, draft }, draftName)}
      unknown={words.unknown}
      initialFocus={nameInput}
      // Before the scopes are known, nobody knows what would be lost.
      submit={offered && create.submit}
      submitting={create.submitting}
      onSubmit={submit}
      onClose={props.onClose}
    >
      <p data-keydesk-part="lead">{words.lead}</p>
      <NameField form={form} inputRef={nameInput} />
      <Details
        // A text of the other writing direction must not turn the line around.
        line={words.line(
          draft.owner ? `\u2068${describePerson(draft.owner)}\u2069` : null,
          purpose === '' ? null : `\u2068${purpose}\u2069`,
        )}
        label={create.changeLabel}
        startsOpen={(ownerRequired && draft.owner === undefined) || (form.purposeRequired && purpose === '')}
        errors={[form.wrong('owner'), form.wrong('purpose')]}
      >
        <CreateOwner actor={session.actor} form={form} />
        <PurposeField form={form} />
      </Details>
      {offered && <PermissionMap permissions={apiKey.permissions} offered={offered} scopes={scopes} />}
      <Details
        line={offered ? words.map.scopes(scopes.length, formats) : instead.picker.loading}
        label={words.map.changeLabel}
        startsOpen={
          draft.scopes !== null || asked.error !== null || (offered !== undefined && mapped.length === 0)
        }
        errors={[form.wrong('scopes')]}
      >
        <PermissionField
          offered={{ permissions: offered, ...asked }}
          value={scopes}
          error={form.wrong('scopes')}
          onChange={chosen => form.change({ scopes: chosen })}
        />
      </Details>
      <EndField
        now={now}
        latest={latest}
        choice={draft.end}
        end={end}
        ownEnd={apiKey.expiresAt}
        error={form.wrong('end')}
        onChange={next => form.change({ end: next })}
      />
      {offered && <AbilitySentence permissions={offered} selected={new Set(scopes)} expiresAt={null} />}
    </FormDialog>
  )
}
