import {
  brokerValidator,
  createEvictionHandler,
  createVerifier,
  createWorkosWebhookHandler,
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
}

/** Makes the gate as the environment sets it up. */
export const createGate = (
  { keys, evictSecrets, webhookSecrets }: Omit<Config, 'port'>,
  more: Omit<VerifierOptions, 'validate'> = {},
): Gate => {
  const validate = keys.from === 'broker' ? brokerValidator(keys) : workosValidator(keys)
  const verifier = createVerifier({ ...more, validate })
  return {
    verifier,
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
