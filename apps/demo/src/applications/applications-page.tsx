import '../keys/keys-page.css'
import type { Speech } from '../locale/locale.ts'
import type { Session } from '../session/session.ts'
import type { Theme } from '../theme/theme.ts'
import { Page } from '../ui/page.tsx'
import { ApplicationsDesk } from './applications-desk.tsx'

/** The organization's M2M applications in the embedded desk. */
export const ApplicationsPage = ({
  session,
  theme,
  speech: { messages, dir },
}: {
  session: Session
  theme: Theme
  speech: Speech
}) => (
  <Page
    title="Applications"
    lead={`Let the services of ${session.organization.name} and its partners sign in by OAuth.`}
  >
    <div className="keys-desk" dir={dir}>
      <ApplicationsDesk theme={theme} messages={messages} />
    </div>
  </Page>
)
