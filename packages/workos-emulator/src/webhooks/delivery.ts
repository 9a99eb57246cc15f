import type { Environment } from '../environment.ts'
import { buildWebhook, createReceiverSchema, type Receiver } from './receiver.ts'
import { type Sender, startSender, type WebhookProgress } from './sender.ts'

/** Delivers every event to every receiver. */
export type Delivery = ReturnType<typeof startDelivery>

/** Goes on where each receiver was, and takes receivers and events as the state gets them. */
export function startDelivery(environment: Environment) {
  const { state, settings } = environment
  const senders = new Map<string, Sender>()
  const schema = createReceiverSchema(settings.webhookOrigins)

  const start = (id: string) => senders.set(id, startSender({ environment, id }))
  const startAll = () => {
    for (const id of state.tables.webhooks.keys()) start(id)
  }
  const stopAll = async () => {
    const stopped = [...senders.values()].map(sender => sender.stop())
    senders.clear()
    await Promise.all(stopped)
  }
  state.subscribe(changes => {
    for (const { table, id, value } of changes) {
      if (table === 'events' && value) for (const sender of senders.values()) sender.add(value)
      if (table === 'webhooks' && value && !senders.has(id)) start(id)
      if (table === 'webhooks' && !value) {
        void senders.get(id)?.stop()
        senders.delete(id)
      }
    }
  })
  startAll()

  return {
    /** What a receiver must look like. */
    schema,
    /** Adds a receiver of what happens from now on; for an address that is there already it changes the secret. */
    add(receiver: Receiver) {
      const position = [...state.tables.events.keys()].at(-1) ?? null
      const fresh = buildWebhook(receiver, { position, isConfigured: false })
      const known = state.tables.webhooks.get(fresh.id)
      const value = known ? { ...known, secret: receiver.secret } : fresh
      state.commit([{ table: 'webhooks', id: value.id, value }])
    },
    removeAll() {
      state.commit([...state.tables.webhooks.keys()].map(id => ({ table: 'webhooks', id, value: null })))
    },
    list: (): WebhookProgress[] => [...senders.values()].map(sender => sender.progress()),
    /** Begins anew after the state went back to the seed. */
    restart() {
      void stopAll()
      startAll()
    },
    close: stopAll,
  }
}
