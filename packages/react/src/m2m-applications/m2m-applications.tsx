'use client'
import type { M2MApplication } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { Root } from '../credentials/root.tsx'
import { SessionGate } from '../credentials/session-gate.tsx'
import type { Messages } from '../messages/english.ts'
import { ApplicationWords } from './application-words.tsx'
import { ApplicationsScreen, LoadingApplications } from './applications-screen.tsx'

/** Props of `M2MApplications`. None is required. */
export interface M2MApplicationsProps {
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
  /** The host's page with the keys: whoever is helped to choose goes on there where a key fits better. */
  apiKeysUrl?: string | undefined
  /** False: the secret is not offered as a file. Default true. */
  envDownload?: boolean | undefined
  /** Given to every new application. */
  metadata?: Record<string, string> | undefined
  /** Keeps search, filters, order, page and application in the page's query string, each name behind `applications-` or a word of the host's. Default: no. */
  urlState?: boolean | string | undefined
  /** The application whose details are open; null for none. It counts when it changes, so that closing them is never prevented. */
  applicationId?: string | null | undefined
  onApplicationChange?: ((applicationId: string | null) => void) | undefined
  onCreated?: ((application: M2MApplication) => void) | undefined
  onDeleted?: ((application: M2MApplication) => void) | undefined
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** The organization's M2M applications: list, create, show the secret once, rotate it, delete. Needs a `KeydeskProvider` above and `@keydesk/react/styles.css`. */
export const M2MApplications = (props: M2MApplicationsProps) => {
  const { theme, messages, locale, timeZone } = props
  return (
    <Root theme={theme} messages={messages} locale={locale} timeZone={timeZone}>
      <ApplicationWords>
        <SessionGate {...props} loading={<LoadingApplications />}>
          {session => (
            // Another person or organization is another screen: an open dialog and the secret in it are destroyed.
            <ApplicationsScreen
              key={`${session.actor.id} ${session.organization.id}`}
              {...props}
              session={session}
            />
          )}
        </SessionGate>
      </ApplicationWords>
    </Root>
  )
}
