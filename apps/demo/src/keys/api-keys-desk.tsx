import { ApiKeys, type ApiKeysProps, KeydeskProvider } from '@keydesk/react'
import '@keydesk/react/styles.css'

/** The desk as this product embeds it. */
export const ApiKeysDesk = ({ theme, locale }: Pick<ApiKeysProps, 'theme' | 'locale'>) => (
  <KeydeskProvider baseUrl="/api/keydesk/v1">
    <ApiKeys
      theme={theme}
      locale={locale}
      signInUrl="/auth/sign-in?returnTo=/keys"
      apiUrl={`${location.origin}/sample/v1/posts`}
      envName="COLOPHON_API_KEY"
    />
  </KeydeskProvider>
)
