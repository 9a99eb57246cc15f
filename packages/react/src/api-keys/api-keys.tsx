'use client'
import type { ApiKey } from '@keydesk/contract'
import type { ReactNode } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import type { PermissionTemplate } from '../credentials/group-permissions.ts'
import { Root } from '../credentials/root.tsx'
import { SessionGate } from '../credentials/session-gate.tsx'
import type { Messages } from '../messages/english.ts'
import type { RowActionsSlot } from './key-row.tsx'
import { KeysScreen, LoadingScreen } from './keys-screen.tsx'

/** What a host's own empty state is given. */
export interface EmptySlot {
  /** Opens the create dialog; null where the actor may only look, or where no new keys are allowed. */
  create: (() => void) | null
}

/** What a host's additions to the reveal dialog are given. */
export interface SecretExtrasSlot {
  apiKey: ApiKey
  /** Gives the secret. Whatever takes it must not keep it. */
  getValue: () => string
}

/** Props of `ApiKeys`. None is required. */
export interface ApiKeysProps {
  /** `auto` (the default) follows the `color-scheme` of the page around it. */
  theme?: 'light' | 'dark' | 'auto' | undefined
  messages?: Messages | undefined
  /** For dates and numbers; default: the reader's variety of the language of the messages. */
  locale?: string | undefined
  timeZone?: string | undefined
  /** The host's sign-in page, linked where nobody is signed in. */
  signInUrl?: string | undefined
  /** The host's page to choose an organization, linked where none is selected. */
  chooseOrganizationUrl?: string | undefined
  /** The host's page with the M2M applications: whoever is about to make a key that had better be one goes on there. */
  applicationsUrl?: string | undefined
  /** The address shown in the examples of a new key. */
  apiUrl?: string | undefined
  /** The environment variable used in the examples of a new key. Default `API_KEY`. */
  envName?: string | undefined
  /** False: the secret is not offered as a file. Default true. */
  envDownload?: boolean | undefined
  /** Presets in the permission picker. */
  permissionTemplates?: readonly PermissionTemplate[] | undefined
  /** What stands open in the form of a new key; a purpose must then be given. The broker does not check it, unlike its policy, which is followed in any case. */
  requires?: readonly ('owner' | 'purpose' | 'expiry')[] | undefined
  /** Given to every new key. */
  metadata?: Record<string, string> | undefined
  /** Keeps search, filters, order, page and key in the page's query string, each name behind `keys-` or a word of the host's. Default: no. */
  urlState?: boolean | string | undefined
  /** The key whose details are open; null for none. It counts when it changes, so that closing them is never prevented. */
  keyId?: string | null | undefined
  onKeyChange?: ((keyId: string | null) => void) | undefined
  onCreated?: ((apiKey: ApiKey) => void) | undefined
  /** Gets the new key, and the one that it replaces. */
  onRotated?: ((apiKey: ApiKey, previous: ApiKey) => void) | undefined
  onRevoked?: ((apiKey: ApiKey) => void) | undefined
  onError?: ((error: KeydeskClientError) => void) | undefined
  renderEmpty?: ((slot: EmptySlot) => ReactNode) | undefined
  renderRowActions?: ((slot: RowActionsSlot) => ReactNode) | undefined
  renderSecretExtras?: ((slot: SecretExtrasSlot) => ReactNode) | undefined
}

/** The organization's API keys: list, create, reveal once, rotate, revoke. Needs a `KeydeskProvider` above and `@keydesk/react/styles.css`. */
export const ApiKeys = (props: ApiKeysProps) => {
  const { theme, messages, locale, timeZone } = props
  return (
    <Root theme={theme} messages={messages} locale={locale} timeZone={timeZone}>
      <SessionGate {...props} loading={<LoadingScreen />}>
        {session => (
          // Another person or organization is another screen: an open dialog and the secret in it are destroyed.
          <KeysScreen key={`${session.actor.id} ${session.organization.id}`} {...props} session={session} />
        )}
      </SessionGate>
    </Root>
  )
}
