import { DeskPage } from '../desk/desk-page.tsx'
import type { PageContext } from '../shell/page-context.ts'
import { TryIt } from '../try-it/try-it.tsx'
import { ApplicationsDesk } from './applications-desk.tsx'

/** The organization's M2M applications in the embedded desk, and below it a place to use one. */
export const ApplicationsPage = ({ session, theme, speech }: PageContext) => (
  <DeskPage
    title="Applications"
    lead={`Let the services of ${session.organization.name} and its partners sign in by OAuth.`}
    speech={speech}
    desk={<ApplicationsDesk theme={theme} messages={speech.messages} />}
  >
    <TryIt way="application" />
  </DeskPage>
)
