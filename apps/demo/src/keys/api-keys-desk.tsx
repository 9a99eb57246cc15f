import { ApiKeys, type ApiKeysProps, KeydeskProvider } from '@keydesk/react'
import '@keydesk/react/styles.css'
import '@keydesk/react/themes/shadcn.css'

/** The desk as this product embeds it. */
export const ApiKeysDesk = ({ theme, messages }: Pick<ApiKeysProps, 'theme' | 'messages'>) => (
  <KeydeskProvider baseUrl="/api/keydesk/v1">
    <ApiKeys
      theme={theme}
      messages={messages}
      signInUrl="/auth/sign-in?returnTo=/keys"
      apiUrl={`${location.origin}/sample/v1/posts`}
      envName="COLOPHON_API_KEY"
      applicationsUrl="/applications"
    />
  </KeydeskProvider>
)
