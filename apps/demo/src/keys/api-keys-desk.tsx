import { ApiKeys, KeydeskProvider } from '@keydesk/react'
import '@keydesk/react/styles.css'

/** The desk as this product embeds it. */
export const ApiKeysDesk = ({ theme }: { theme: 'auto' | 'light' | 'dark' }) => (
  <KeydeskProvider baseUrl="/api/keydesk/v1">
    <ApiKeys
      theme={theme}
      signInUrl="/auth/sign-in?returnTo=/keys"
      apiUrl={`${location.origin}/sample/v1/posts`}
      envName="COLOPHON_API_KEY"
    />
  </KeydeskProvider>
)
