'use client'
import type { ApiKeysProps } from '../api-keys/api-keys.tsx'
import type { KeydeskClientError } from '../client/client-error.ts'
import { Root } from '../credentials/root.tsx'
import { ScreenWords } from '../credentials/screen-words.tsx'
import { SessionGate } from '../credentials/session-gate.tsx'
import { inventory } from '../messages/english/inventory.ts'
import type { Messages } from '../messages/english.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { InventoryScreen, LoadingInventory } from './inventory-screen.tsx'

/** Props of `Credentials`. None is required. */
export interface CredentialsProps {
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
  /** The address shown in the examples of a new key. */
  apiUrl?: string | undefined
  /** The environment variable used in the examples of a new key. Default `API_KEY`. */
  envName?: string | undefined
  /** False: a secret is not offered as a file. Default true. */
  envDownload?: boolean | undefined
  /** Presets in the permission picker of a key. */
  permissionTemplates?: ApiKeysProps['permissionTemplates']
  /** What stands open in the form of a key, as in `ApiKeys`. */
  requires?: ApiKeysProps['requires']
  /** Given to every new credential. */
  metadata?: Record<string, string> | undefined
  /** Keeps search, filters, order, page and credential in the page's query string, each name behind `credentials-` or a word of the host's. Default: no. */
  urlState?: boolean | string | undefined
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** The inventory of the organization: API keys and M2M applications in one list, with what wants attention and what to do about it. Needs a `KeydeskProvider` above and `@keydesk/react/styles.css`. */
export const Credentials = (props: CredentialsProps) => {
  const { theme, messages, locale, timeZone } = props
  return (
    <Root theme={theme} messages={messages} locale={locale} timeZone={timeZone}>
      <Inventory {...props} />
    </Root>
  )
}

const Inventory = (props: CredentialsProps) => {
  // The dialogs of a kind speak of that kind alone.
  const dialogWords = useWords()
  return (
    <ScreenWords own={useWordsOf('inventory', inventory)}>
      <SessionGate {...props} loading={<LoadingInventory />}>
        {session => (
          // Another person or organization is another screen: an open dialog and the secret in it are destroyed.
          <InventoryScreen
            key={`${session.actor.id} ${session.organization.id}`}
            {...props}
            session={session}
            dialogWords={dialogWords}
          />
        )}
      </SessionGate>
    </ScreenWords>
  )
}
