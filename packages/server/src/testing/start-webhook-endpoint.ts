import { createHmac, randomUUID } from 'node:crypto'
import { createWebhookHandler } from '../handler/create-webhook-handler.ts'
import { createLog } from '../log.ts'
import { getKey, listAuditEvents, openStore } from '../store/index.ts'
import { gateSecret, startGate } from './start-gate.ts'

const secret = 'a secret of the endpoint'

/** A key of an organization as an event of WorkOS has it. */
export const keyOf = (organizationId: string, more: object = {}) => ({
  object: 'api_key',
  id: `api_key_${randomUUID().replaceAll('-', '').slice(0, 26).toUpperCase()}`,
  owner: { type: 'organization', id: organizationId },
  name: 'CI',
  obfuscated_value: 'sk_...8f2c',
  last_used_at: null,
  expires_at: null,
  permissions: ['posts:read'],
  created_at: '2026-11-01T00:00:00.000Z',
  updated_at: '2026-11-01T00:00:00.000Z',
  ...more,
})

/** Starts what takes the events of WorkOS, with a store of its own and a gate that is told. */
export const startWebhookEndpoint = async () => {
  const store = openStore({ memory: true })
  await store.ready()
  const gate = await startGate()
  const handle = createWebhookHandler({
    secrets: [secret],
    store,
    log: createLog({ destination: { write: () => {} } }),
    config: { eviction: { urls: [gate.url], secrets: [gateSecret] } },
  })
  /** Delivers an event as WorkOS does; `flip` changes it on its way. */
  const deliver = (
    event: string,
    data: object,
    {
      id = `event_${randomUUID()}`,
      at = Date.now(),
      flip = false,
      createdAt = new Date().toISOString(),
    } = {},
  ) => {
    const body = JSON.stringify({ object: 'event', id, event, data, created_at: createdAt })
    const signature = createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')
    return handle(
      new Request('https://bff.keydesk.test/api/webhooks/workos', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', 'WorkOS-Signature': `t=${at}, v1=${signature}` },
        body: flip ? body.replace('CI', 'CJ') : body,
      }),
    )
  }
  const readKey = (organizationId: string, id: string) =>
    store.query(tx => getKey(tx, { organizationId, id }))
  /** The trail of an organization, newest first. */
  const eventsOf = async (organizationId: string) =>
    (await store.query(tx => listAuditEvents(tx, { organizationId, limit: 100 }))).events
  const close = async () => {
    await gate.close()
    await store.close()
  }
  return { store, gate, deliver, readKey, eventsOf, close }
}

/** An endpoint of a test. */
export type WebhookEndpoint = Awaited<ReturnType<typeof startWebhookEndpoint>>
