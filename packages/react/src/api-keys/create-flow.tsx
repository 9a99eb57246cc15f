'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { LostDialog } from '../credentials/lost-dialog.tsx'
import { SecretFlow } from '../credentials/secret-flow.tsx'
import { create } from '../messages/english/create.ts'
import { useWordsOf } from '../messages/words.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { CreateDialog, type CreateDialogProps } from './create-dialog.tsx'
import type { CreateDraft } from './create-draft.ts'
import { KeyReveal } from './key-reveal.tsx'

/** Props of `CreateFlow`. */
export interface CreateFlowProps extends Omit<ApiKeysProps, 'onCreated'> {
  session: Session
  draft: Partial<CreateDraft> | null
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
  onCreated: (apiKey: ApiKey) => void
  onApplication?: CreateDialogProps['onApplication']
}

/** The form of a new key, and its secret. */
const CreateFlow = ({ announce, onCreated, ...props }: CreateFlowProps) => {
  const { done, lost } = useWordsOf('create', create)
  return (
    <SecretFlow<{ apiKey: ApiKey }>
      session={props.session}
      onClose={props.onClose}
      lost={({ apiKey }) => <LostDialog words={lost} text={lost.text(apiKey.name)} onClose={props.onClose} />}
      reveal={({ apiKey }, value) => <KeyReveal {...props} apiKey={apiKey} value={value} />}
      form={({ onClose, onMinted }) => (
        <CreateDialog
          {...props}
          onClose={onClose}
          onCreated={created => {
            onMinted(created)
            announce(done(created.apiKey.name))
            onCreated(created.apiKey)
          }}
        />
      )}
    />
  )
}

export default CreateFlow
