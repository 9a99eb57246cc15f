import { Hono } from 'hono'
import * as z from 'zod'
import type { Environment } from '../environment.ts'
import { recordEvents } from '../events/record-events.ts'
import { Refusal, refuseMissing } from '../http/answers.ts'
import { parseBody, readJson } from '../http/body.ts'
import { runOnce } from '../http/idempotency.ts'
import type { ApiKey, Change } from '../state/records.ts'
import { isExpired, shapeApiKey } from './api-key.ts'
import { revokeKeys } from './revoke-keys.ts'

const validateSchema = z.object({ value: z.string('invalid_type') })
const expireSchema = z.object({
  expires_at: z.iso.datetime({ offset: true, error: 'invalid_date' }).nullable().optional(),
})

/** `POST /api_keys/validations`, `POST /api_keys/{id}/expire` and `DELETE /api_keys/{id}`. */
export function createApiKeyRoutes(environment: Environment) {
  const { state, now, keyNow } = environment

  const requireKey = (id: string) => {
    const key = state.tables.apiKeys.get(id)
    if (!key) throw refuseMissing({ kind: 'API Key', id })
    return key
  }

  return new Hono()
    .post('/api_keys/validations', async c => {
      const { value } = parseBody(validateSchema, await readJson(c))
      const key = state.apiKeyByValue(value)
      if (!key || isExpired(key, environment)) return c.json({ api_key: null })
      const used = { ...key, lastUsedAt: new Date(now()).toISOString() }
      state.commit([{ table: 'apiKeys', id: key.id, value: used }])
      return c.json({ api_key: shapeApiKey(used) })
    })
    .post('/api_keys/:id/expire', async c => {
      const body = await readJson(c)
      return runOnce({
        c,
        environment,
        body,
        decide: () => {
          const key = requireKey(c.req.param('id'))
          const { expires_at } = parseBody(expireSchema, body)
          if (isExpired(key, environment)) {
            throw new Refusal(409, { code: 'api_key_already_expired', message: 'API key is already expired' })
          }
          const expiresAt = expires_at === null ? null : resolveExpiry(expires_at)
          const changed = { ...key, expiresAt, updatedAt: new Date(now()).toISOString() }
          const changes: Change[] = [{ table: 'apiKeys', id: key.id, value: changed }]
          if (expiresAt !== key.expiresAt) changes.push(...tellUpdate(changed, key))
          return { status: 200, answer: shapeApiKey(changed), changes }
        },
      })
    })
    .delete('/api_keys/:id', c => {
      state.commit(revokeKeys(environment, [requireKey(c.req.param('id'))]))
      return c.body(null, 204)
    })

  function tellUpdate(key: ApiKey, previous: ApiKey) {
    return recordEvents(environment, [
      {
        name: 'api_key.updated',
        organizationId: key.organizationId,
        data: { ...shapeApiKey(key), previous_attributes: { expires_at: previous.expiresAt } },
      },
    ])
  }

  function resolveExpiry(at: string | undefined): string {
    // No time, or one that has passed, means now.
    const time = at === undefined ? keyNow() : Math.max(Date.parse(at), keyNow())
    return new Date(time).toISOString()
  }
}
