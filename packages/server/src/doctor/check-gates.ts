import type { Config } from '../settings.ts'
import type { Check, Environment } from './check.ts'

/** Whether WorkOS's webhooks can be believed. */
export const checkWebhooks = (env: Environment): Check => {
  const name = 'webhooks'
  return env.WORKOS_WEBHOOK_SECRET?.trim()
    ? { name, status: 'ok', message: 'WORKOS_WEBHOOK_SECRET is set.' }
    : {
        name,
        status: 'warning',
        message: 'WORKOS_WEBHOOK_SECRET is not set: what others change shows only after the next refresh.',
        fix: 'Add a webhook endpoint …/api/webhooks/workos at WorkOS and set WORKOS_WEBHOOK_SECRET to its secret.',
      }
}

/** Which gates are told what to forget, and whether they may ask. A list in trouble is the environment's to tell. */
export const checkGates = ({ eviction, gateTokens = [], narrowing }: Config): Check[] => {
  const told = eviction?.urls.length ?? 0
  const message =
    told === 0
      ? 'KEYDESK_EVICT_URLS is not set: gates forget a revoked key when their own memory of it ends.'
      : `${told} of your gates will be told at once what to forget.`
  const checks: Check[] = [{ name: 'eviction', status: 'ok', message }]
  if (narrowing && gateTokens.length === 0) {
    checks.push({
      name: 'gates',
      status: 'warning',
      message: 'KEYDESK_NARROWING is on, and KEYDESK_GATE_TOKEN is not set: no gate can ask the broker.',
      fix: 'Set KEYDESK_GATE_TOKEN to 32 or more random characters here and at the gates.',
    })
  }
  return checks
}
