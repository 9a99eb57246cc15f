import { findEvictionProblems } from '../eviction/eviction-settings.ts'
import { type Check, type Environment, readList } from './check.ts'

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

/** Whether gates can be told what to forget. */
export const checkEviction = (env: Environment): Check[] => {
  const name = 'eviction'
  const urls = readList(env, 'KEYDESK_EVICT_URLS')
  const problems = findEvictionProblems({ urls, secrets: readList(env, 'KEYDESK_EVICT_SECRET') })
  if (problems.length > 0) {
    return problems.map(({ setting, message }) => ({
      name,
      status: 'problem',
      message: `${setting} is missing or wrong.`,
      fix: `${setting}: ${message}.`,
    }))
  }
  const message =
    urls.length === 0
      ? 'KEYDESK_EVICT_URLS is not set: gates forget a revoked key when their own memory of it ends.'
      : `${urls.length} of your gates will be told at once what to forget.`
  return [{ name, status: 'ok', message }]
}
