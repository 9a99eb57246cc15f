import * as z from 'zod'
import { parseLocalUrl } from '../http/local-url.ts'
import { createStableId } from '../seed/stable-id.ts'
import type { Webhook } from '../state/records.ts'

/** A receiver of events: where they are posted, and the secret they are signed with. */
export const receiverSchema = z.strictObject({ url: z.string(), secret: z.string().min(1) })
export type Receiver = z.output<typeof receiverSchema>

/** The schema of a receiver that may be used: on this machine, or on one of these origins. */
export function createReceiverSchema(origins: readonly string[]) {
  return receiverSchema.refine(({ url }) => parseLocalUrl(url, origins) !== null, {
    path: ['url'],
    error: `Not on this machine. Use an http(s) address on localhost, or list its origin in the seed's settings.webhookOrigins`,
  })
}

/** The record of a receiver that gets what happens after `position`; there is one for each address. */
export function buildWebhook(
  receiver: Receiver,
  options: { position: string | null; isConfigured: boolean },
): Webhook {
  return { id: createStableId({ prefix: 'webhook_endpoint', name: receiver.url }), ...receiver, ...options }
}
