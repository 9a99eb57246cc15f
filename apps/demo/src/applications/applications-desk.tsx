import { KeydeskProvider, M2MApplications, type M2MApplicationsProps } from '@keydesk/react'
import '@keydesk/react/styles.css'
import '@keydesk/react/themes/shadcn.css'

/** The desk for M2M applications as this product embeds it. */
export const ApplicationsDesk = ({ theme, messages }: Pick<M2MApplicationsProps, 'theme' | 'messages'>) => (
  <KeydeskProvider baseUrl="/api/keydesk/v1">
    <M2MApplications
      theme={theme}
      messages={messages}
      signInUrl="/auth/sign-in?returnTo=/applications"
      apiKeysUrl="/keys"
    />
  </KeydeskProvider>
)
