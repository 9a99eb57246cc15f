import { Credentials, KeydeskProvider } from '@keydesk/react'
import '@keydesk/react/styles.css'
import '@keydesk/react/themes/shadcn.css'
import { DeskPage } from '../desk/desk-page.tsx'
import type { PageContext } from '../shell/page-context.ts'
import { MoveKey } from './move-key.tsx'

/** Keys and applications side by side, and below them the way from one to the other. */
export const CredentialsPage = ({ session, theme, speech }: PageContext) => {
  const { messages } = speech
  return (
    <KeydeskProvider baseUrl="/api/keydesk/v1">
      <DeskPage
        title="All credentials"
        lead="Keys and applications side by side: what they are, whose they are, and what wants a look."
        speech={speech}
        desk={
          <Credentials
            theme={theme}
            messages={messages}
            signInUrl="/auth/sign-in?returnTo=/credentials"
            apiUrl={`${window.location.origin}/sample/v1/posts`}
            envName="COLOPHON_API_KEY"
          />
        }
      >
        {session.access === 'manage' && <MoveKey theme={theme} messages={messages} />}
      </DeskPage>
    </KeydeskProvider>
  )
}
