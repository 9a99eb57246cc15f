import { setTimeout } from 'node:timers/promises'
import type { Environment } from '../environment.ts'
import { shapeEvent } from '../events/record-events.ts'
import type { EventRecord } from '../state/records.ts'
import { signWebhook } from './signature.ts'

/** How far a receiver is. */
export type WebhookProgress = {
  url: string
  /** Events it has not taken yet. */
  pending: number
  /** How often the first of them was refused. */
  failures: number
  /** Its latest answer; null when there was none yet, or when it could not be reached. */
  lastStatus: number | null
}

export type Sender = ReturnType<typeof startSender>

/**
 * Posts to one receiver what happened after its position, one event at a time and in order. An event that gets
 * no 2xx is posted again, later each time, and holds the next ones back; it is given up when it has become too old.
 */
export function startSender(options: { environment: Environment; id: string }) {
  const { environment, id } = options
  const { state, settings, now } = environment
  const stopping = new AbortController()
  const waiting = listWaiting()
  let failures = 0
  let lastStatus: number | null = null
  let running: Promise<void> | undefined
  wake()

  function listWaiting(): EventRecord[] {
    const events = [...state.tables.events.values()]
    const position = state.tables.webhooks.get(id)?.position
    // A position that is no longer kept is older than all that are.
    return events.slice(events.findIndex(event => event.id === position) + 1)
  }

  function wake(): void {
    if (running || waiting.length === 0) return
    running = run().catch(error => {
      console.error(error)
      running = undefined
    })
  }

  async function run(): Promise<void> {
    for (let event = waiting[0]; event; event = waiting[0]) {
      lastStatus = await post(event)
      if (stopping.signal.aborted) return
      const isTaken = lastStatus !== null && lastStatus >= 200 && lastStatus < 300
      if (isTaken || isTooOld(event)) {
        settle(event)
      } else {
        failures += 1
        await pause()
      }
    }
    running = undefined
  }

  async function post(event: EventRecord): Promise<number | null> {
    const webhook = state.tables.webhooks.get(id)
    if (!webhook) return null
    const body = JSON.stringify(shapeEvent(event))
    // Signed anew on every attempt: a receiver refuses a signature that is minutes old.
    const signature = signWebhook({ body, secret: webhook.secret, at: now() })
    try {
      const answer = await fetch(webhook.url, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json', 'workos-signature': signature },
        // A redirect is no 2xx; followed, it could lead off this machine.
        redirect: 'manual',
        signal: AbortSignal.any([
          stopping.signal,
          AbortSignal.timeout(settings.webhookTimeoutSeconds * 1000),
        ]),
      })
      await answer.arrayBuffer()
      return answer.status
    } catch {
      return null
    }
  }

  function isTooOld(event: EventRecord): boolean {
    const isOld = now() - Date.parse(event.createdAt) > settings.webhookGiveUpSeconds * 1000
    if (isOld) console.error(`Gave up delivering ${event.id} (${event.name}): its receiver does not take it.`)
    return isOld
  }

  function settle(event: EventRecord): void {
    const webhook = state.tables.webhooks.get(id)
    if (webhook) state.commit([{ table: 'webhooks', id, value: { ...webhook, position: event.id } }])
    waiting.shift()
    failures = 0
  }

  async function pause(): Promise<void> {
    const { webhookRetrySeconds: first, webhookRetryMaxSeconds: longest } = settings
    const seconds = Math.min(first * 2 ** (failures - 1), longest)
    await setTimeout(seconds * 1000, undefined, { signal: stopping.signal }).catch(() => {})
  }

  return {
    add(event: EventRecord) {
      waiting.push(event)
      wake()
    },
    progress: (): WebhookProgress => ({
      url: state.tables.webhooks.get(id)?.url ?? '',
      pending: waiting.length,
      failures,
      lastStatus,
    }),
    /** Ends an attempt that runs; it counts as not made. */
    async stop() {
      stopping.abort()
      await running
    },
  }
}
