import { randomUUID } from 'node:crypto'
import { createEvictionPush } from '../eviction/index.ts'
import { isKeydeskError, KeydeskError } from '../keydesk-error.ts'
import type { Log } from '../log.ts'
import { takeEvent } from '../services/take-event.ts'
import type { Config } from '../settings.ts'
import { isStoreUnavailable, type Store } from '../store/index.ts'
import { readWorkosWebhook } from '../webhooks/index.ts'
import type { Handler } from './create-handler.ts'
import { toProblemResponse, toResponse } from './respond.ts'

/** Makes what answers WorkOS's webhooks: 200 once an event has taken effect, so that WorkOS repeats it until then. Mount it for POST. */
export const createWebhookHandler = ({
  secrets,
  store,
  log,
  config = {},
  now = () => new Date(),
}: {
  /** The secrets of the endpoint, several while one is being rotated. */
  secrets: readonly string[]
  store: Store
  log: Log
  /** Which gates are told of keys that were ended at WorkOS, and whether what is recorded is forwarded to WorkOS's audit log. */
  config?: Pick<Config, 'auditLogs' | 'eviction'>
  now?: () => Date
}): Handler => {
  const settings = { auditLogs: config.auditLogs ?? false }
  const evict = createEvictionPush(config.eviction ?? { urls: [], secrets: [] })
  const context = { settings, store, now, id: randomUUID, evict }
  return async request => {
    const requestId = randomUUID()
    try {
      const delivery = await readWorkosWebhook({ request, secrets, now })
      if (!delivery.ok) {
        log.info({ requestId, reason: delivery.reason }, 'webhook refused')
        return toProblemResponse(delivery.error, requestId)
      }
      const outcome = await takeEvent(context, delivery.event)
      log.info(
        { requestId, event: delivery.event.type, eventId: delivery.event.id, outcome },
        'webhook taken',
      )
      return toResponse({ status: 200, body: { outcome }, requestId })
    } catch (error) {
      log.error({ requestId, cause: error }, 'webhook failed')
      return toProblemResponse(toError(error), requestId)
    }
  }
}

const toError = (error: unknown): KeydeskError => {
  if (isKeydeskError(error)) return error
  const code = isStoreUnavailable(error) ? 'store_unavailable' : 'internal'
  return new KeydeskError({
    code,
    detail: 'The event could not be taken in. Deliver it again.',
    cause: error,
  })
}
