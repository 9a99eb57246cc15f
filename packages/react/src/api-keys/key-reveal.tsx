'use client'
import type { ApiKey, Session } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { toClientError } from '../client/client-error.ts'
import { RevealDialog } from '../credentials/reveal-dialog.tsx'
import { useAcknowledgeApiKey } from '../hooks/use-acknowledge-api-key.ts'
import { reveal } from '../messages/english/reveal.ts'
import { useWordsOf } from '../messages/words.ts'
import { inSlot } from '../ui/in-slot.tsx'
import { PartBoundary } from '../ui/part-boundary.tsx'
import type { ApiKeysProps, SecretExtrasSlot } from './api-keys.tsx'
import { SecretTest } from './secret-test.tsx'
import { type SnippetName, toSnippet } from './snippets.ts'

/** Props of `KeyReveal`. */
export interface KeyRevealProps
  extends Pick<ApiKeysProps, 'apiUrl' | 'envName' | 'envDownload' | 'onError' | 'renderSecretExtras'> {
  session: Session
  apiKey: ApiKey
  value: string
  onClose: () => void
}

/** The secret of a new key, once: as it is, as a line of `.env`, and in requests to the host's API. */
export const KeyReveal = (props: KeyRevealProps) => {
  const { session, apiKey, value, onClose, onError, renderSecretExtras } = props
  const { envDownload = true, apiUrl = 'https://api.example.com', envName = 'API_KEY' } = props
  const { tabNames } = useWordsOf('reveal', reveal)
  useAcknowledgeApiKey(apiKey.id)
  const toText = (name: SnippetName) => toSnippet(name, { value, apiUrl, envName })
  const way = (name: SnippetName) => ({ name, label: tabNames[name], text: toText(name) })
  return (
    <RevealDialog
      value={value}
      ways={[way('key'), way('env'), way('curl'), way('node'), way('python')]}
      file={envDownload ? { name: `${envName}.env`, text: `${toText('env')}\n` } : null}
      onClose={onClose}
    >
      {session.features.testing && <SecretTest value={value} organization={session.organization.name} />}
      {renderSecretExtras && (
        // A mistake in the host's part must not take the only view of the secret with it.
        <PartBoundary fallback={null} onError={cause => onError?.(toClientError(cause))}>
          <SecretExtras render={renderSecretExtras} slot={{ apiKey, getValue: () => value }} />
        </PartBoundary>
      )}
    </RevealDialog>
  )
}

const SecretExtras = (props: { render: (slot: SecretExtrasSlot) => ReactNode; slot: SecretExtrasSlot }) =>
  inSlot(props.render(props.slot))
