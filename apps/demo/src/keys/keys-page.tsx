import type { Speech } from '../locale/locale.ts'
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
  speech: { messages, dir },
}: {
  session: Session
  theme: Theme
  speech: Speech
}) => (
  <Page
    title="API access"
    lead={`Let your own programs work with ${session.organization.name}’s publication.`}
  >
    <div className="keys-desk" dir={dir}>
      <ApiKeysDesk theme={theme} messages={messages} />
    </div>
    <TryIt />
  </Page>
)
