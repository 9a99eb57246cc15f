import {
  brokerValidator,
  createEvictionHandler,
  createVerifier,
  createWorkosWebhookHandler,
  type ProtectedResourceDocument,
  toProtectedResource,
  type Verifier,
  type VerifierOptions,
  workosValidator,
} from '@keydesk/verify'
import type { Config } from './config.ts'

/** What answers a message from outside. */
export type MessageHandler = (request: Request) => Promise<Response>

/** The gate of this API, and by path what takes the messages that make it forget keys. */
export interface Gate {
  verifier: Verifier
  messages: Record<string, MessageHandler>
  /** Where tokens for this API come from (RFC 9728); null where none are let in. */
  resource: ProtectedResourceDocument | null
}

/** Makes the gate as the environment sets it up. */
export const createGate = (
  { url, keys, tokens, evictSecrets, webhookSecrets }: Omit<Config, 'port' | 'redisUrl'>,
  more: Omit<VerifierOptions, 'validate'> = {},
): Gate => {
  const validate = keys.from === 'broker' ? brokerValidator(keys) : workosValidator(keys)
  const resource =
    tokens &&
    toProtectedResource({
      resource: url,
      authorizationServers: [tokens.issuer],
      scopes: ['posts:read', 'posts:write'],
      name: 'Sample API',
    })
  const verifier = createVerifier({
    ...more,
    ...(tokens && { tokens }),
    ...(resource && { resourceMetadata: resource.url }),
    validate,
  })
  return {
    verifier,
    resource,
    messages: {
      ...(evictSecrets.length > 0 && {
        '/keydesk/evict': createEvictionHandler(verifier, { secret: evictSecrets }),
      }),
      ...(webhookSecrets.length > 0 && {
        '/webhooks/workos': createWorkosWebhookHandler(verifier, { secret: webhookSecrets }),
      }),
    },
  }
}
