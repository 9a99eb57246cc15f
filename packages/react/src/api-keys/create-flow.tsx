'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import type { ApiKeysProps } from './api-keys.tsx'
import { CreateDialog } from './create-dialog.tsx'
import type { CreateDraft } from './create-draft.ts'
import { SecretFlow } from './secret-flow.tsx'

/** Props of `CreateFlow`. */
export interface CreateFlowProps extends Omit<ApiKeysProps, 'onCreated'> {
  session: Session
  draft: CreateDraft | null
  onClose: () => void
  onCreated: (apiKey: ApiKey) => void
}

/** The form of a new key, and its secret. */
const CreateFlow = ({ onCreated, ...props }: CreateFlowProps) => (
  <SecretFlow
    {...props}
    form={({ onClose, onMinted }) => (
      <CreateDialog
        {...props}
        onClose={onClose}
        onCreated={created => {
          onMinted(created)
          onCreated(created.apiKey)
        }}
      />
    )}
  />
)

export default CreateFlow
