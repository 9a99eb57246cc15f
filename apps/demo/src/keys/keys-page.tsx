import type { Messages } from '@keydesk/react'
import type { Session } from '../session/session.ts'
import type { Theme } from '../theme/theme.ts'
import { TryIt } from '../try-it/try-it.tsx'
import { Page } from '../ui/page.tsx'
import { ApiKeysDesk } from './api-keys-desk.tsx'
import './keys-page.css'

/** The organization's API keys in the embedded desk, and below it a place to use one. */
export const KeysPage = ({
  session,
  theme,
  messages,
}: {
  session: Session
  theme: Theme
  messages: Messages | undefined
}) => (
  <Page
    title="API access"
    lead={`Let your own programs work with ${session.organization.name}’s publication.`}
  >
    <div className="keys-desk">
      <ApiKeysDesk theme={theme} messages={messages} />
    </div>
    <TryIt />
  </Page>
)
