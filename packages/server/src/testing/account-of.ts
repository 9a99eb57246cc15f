import type { WorkosAccount } from '../settings.ts'

/** The account with which Keydesk reaches a local WorkOS, or whatever plays one on a port of this machine. */
export const accountOf = ({
  apiKey = 'sk_test_keydesk',
  clientId = 'client_keydesk',
  port,
}: {
  apiKey?: string
  clientId?: string
  port: number
}) => ({ apiKey, clientId, apiHostname: 'localhost', port, https: false }) satisfies WorkosAccount
