import { DeskPage } from '../desk/desk-page.tsx'
import type { PageContext } from '../shell/page-context.ts'
import { TryIt } from '../try-it/try-it.tsx'
import { ApiKeysDesk } from './api-keys-desk.tsx'

/** The organization's API keys in the embedded desk, and below it a place to use one. */
export const KeysPage = ({ session, theme, speech }: PageContext) => (
  <DeskPage
    title="API access"
    lead={`Let your own programs work with ${session.organization.name}’s publication.`}
    speech={speech}
    desk={<ApiKeysDesk theme={theme} messages={speech.messages} />}
  >
    <TryIt way="key" />
  </DeskPage>
)
