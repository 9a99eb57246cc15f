'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import type { ApiKeysProps } from './api-keys.tsx'
import { RotateDialog, type RotateDialogProps } from './rotate-dialog.tsx'
import { SecretFlow } from './secret-flow.tsx'

/** Props of `RotateFlow`. */
export interface RotateFlowProps
  extends Omit<ApiKeysProps, 'onRotated'>,
    Pick<RotateDialogProps, 'apiKey' | 'draft'> {
  session: Session
  onClose: () => void
  onRotated: (apiKey: ApiKey, previous: ApiKey) => void
}

/** The form that replaces a key, and the secret of the new one. */
const RotateFlow = ({ onRotated, ...props }: RotateFlowProps) => (
  <SecretFlow
    {...props}
    form={({ onClose, onMinted }) => (
      <RotateDialog
        {...props}
        onClose={onClose}
        onRotated={rotated => {
          onMinted(rotated)
          onRotated(rotated.apiKey, rotated.previous)
        }}
      />
    )}
  />
)

export default RotateFlow
