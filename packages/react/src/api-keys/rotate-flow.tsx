'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import { SecretFlow } from '../credentials/secret-flow.tsx'
import { rotate } from '../messages/english/rotate.ts'
import { useWordsOf } from '../messages/words.ts'
import type { ApiKeysProps } from './api-keys.tsx'
import { KeyReveal } from './key-reveal.tsx'
import { LostDialog } from './lost-dialog.tsx'
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
  return (
    <SecretFlow<{ apiKey: ApiKey }>
      session={props.session}
      onClose={props.onClose}
      lost={({ apiKey }) => <LostDialog text={lost(apiKey.name)} onClose={props.onClose} />}
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
