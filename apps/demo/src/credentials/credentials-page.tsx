import { Credentials, KeydeskProvider } from '@keydesk/react'
import '@keydesk/react/styles.css'
import '@keydesk/react/themes/shadcn.css'
import { DeskPage } from '../desk/desk-page.tsx'
import type { PageContext } from '../shell/page-context.ts'

/** Keys and applications side by side, and the way from one to the other. */
export const CredentialsPage = ({ theme, speech }: PageContext) => (
  <DeskPage
    title="All credentials"
    lead="Keys and applications side by side: what they are, whose they are, and what wants a look."
    speech={speech}
    desk={
      <KeydeskProvider baseUrl="/api/keydesk/v1">
        <Credentials
          theme={theme}
          messages={speech.messages}
          signInUrl="/auth/sign-in?returnTo=/credentials"
          apiUrl={`${window.location.origin}/sample/v1/posts`}
          envName="COLOPHON_API_KEY"
        />
      </KeydeskProvider>
    }
  />
)
