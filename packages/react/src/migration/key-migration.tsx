'use client'
import type { CredentialMigration } from '@keydesk/contract'
import { lazy } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { OnDemand } from '../credentials/on-demand.tsx'
import { Root } from '../credentials/root.tsx'
import type { Messages } from '../messages/english.ts'

const MigrationScreen = lazy(() => import('./migration-screen.tsx'))

/** Props of `KeyMigration`. */
export interface KeyMigrationProps {
  /** The key to move. */
  apiKeyId: string
  /** Asks to be taken away. */
  onClose: () => void
  /** `auto` (the default) follows the `color-scheme` of the page around it. */
  theme?: 'light' | 'dark' | 'auto' | undefined
  messages?: Messages | undefined
  /** For dates and numbers; default: the reader's variety of the language of the messages. */
  locale?: string | undefined
  timeZone?: string | undefined
  /** The host's sign-in page, linked where nobody is signed in, or where an application needs a recent sign-in. */
  signInUrl?: string | undefined
  /** The host's page to choose an organization, linked where none is selected. */
  chooseOrganizationUrl?: string | undefined
  /** False: the secret is not offered as a file. Default true. */
  envDownload?: boolean | undefined
  /** Each gets the plan, as it is then, once: also where it was another tab, or the date, that ended it. */
  onStarted?: ((migration: CredentialMigration) => void) | undefined
  onFinished?: ((migration: CredentialMigration) => void) | undefined
  onCancelled?: ((migration: CredentialMigration) => void) | undefined
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** The dialogs that move an API key to an M2M application: the plan, the secret, and a look at both until the key is over. Needs a `KeydeskProvider` above and `@keydesk/react/styles.css`. */
export const KeyMigration = (props: KeyMigrationProps) => {
  const { theme, messages, locale, timeZone } = props
  return (
    <Root theme={theme} messages={messages} locale={locale} timeZone={timeZone}>
      <OnDemand onError={props.onError}>
        <MigrationScreen {...props} />
      </OnDemand>
    </Root>
  )
}
