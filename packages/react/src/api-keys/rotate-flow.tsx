'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { LostDialog } from '../credentials/lost-dialog.tsx'
import { SecretFlow } from '../credentials/secret-flow.tsx'
import { create } from '../messages/english/create.ts'
import { rotate } from '../messages/english/rotate.ts'
import { useWordsOf } from '../messages/words.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { KeyReveal } from './key-reveal.tsx'
import { RotateDialog, type RotateDialogProps } from './rotate-dialog.tsx'

/** Props of `RotateFlow`. */
export interface RotateFlowProps extends ApiKeysProps, Pick<RotateDialogProps, 'apiKey' | 'draft'> {
  session: Session
  /** Says to a screen reader what was done, also after the dialog. */
  announce: (text: string) => void
  onClose: () => void
}

/** The form that replaces a key, and the secret of the new one. */
const RotateFlow = ({ announce, onRotated, ...props }: RotateFlowProps) => {
  const { done, lost } = useWordsOf('rotate', rotate)
  const created = useWordsOf('create', create)
  return (
    <SecretFlow<{ apiKey: ApiKey }>
      session={props.session}
      onClose={props.onClose}
      lost={({ apiKey }) => (
        <LostDialog words={created.lost} text={lost(apiKey.name)} onClose={props.onClose} />
      )}
      reveal={({ apiKey }, value) => <KeyReveal {...props} apiKey={apiKey} value={value} />}
      form={({ onClose, onMinted }) => (
        <RotateDialog
          {...props}
          onClose={onClose}
          onRotated={rotated => {
            onMinted(rotated)
            announce(done(rotated.previous.name))
            onRotated?.(rotated.apiKey, rotated.previous)
          }}
        />
      )}
    />
  )
}

export default RotateFlow
