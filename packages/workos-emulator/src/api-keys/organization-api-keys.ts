import { Hono } from 'hono'
import * as z from 'zod'
import type { Environment } from '../environment.ts'
import { recordEvents } from '../events/record-events.ts'
import { refuseFields, refuseMissing } from '../http/answers.ts'
import { parseBody, readJson, requiredText } from '../http/body.ts'
import { runOnce } from '../http/idempotency.ts'
import { paginate } from '../http/pagination.ts'
import type { ApiKey } from '../state/records.ts'
import { createKeyValue, shapeApiKey } from './api-key.ts'

const createSchema = z.object({
  name: requiredText,
  permissions: z.array(z.string('invalid_type'), 'invalid_type').default([]),
  expires_at: z.iso.datetime({ offset: true, error: 'invalid_date' }).optional(),
})

/** `GET` and `POST /organizations/{organizationId}/api_keys`. */
export function createOrganizationApiKeyRoutes(environment: Environment) {
  const { state, now, createId } = environment

  const requireOrganization = (id: string) => {
    if (!state.tables.organizations.has(id)) throw refuseMissing({ kind: 'Organization', id })
    return id
  }

  return new Hono()
    .get('/organizations/:organizationId/api_keys', c => {
      const organizationId = requireOrganization(c.req.param('organizationId'))
      return c.json(
        paginate({ items: state.apiKeysOf(organizationId), query: c.req.query(), shape: shapeApiKey }),
      )
    })
    .post('/organizations/:organizationId/api_keys', async c => {
      const organizationId = requireOrganization(c.req.param('organizationId'))
      const body = await readJson(c)
      return runOnce({
        c,
        environment,
        body,
        decide: () => {
          const key = buildKey(organizationId, parseBody(createSchema, body))
          const data = shapeApiKey(key)
          return {
            status: 201,
            answer: { ...data, value: key.value },
            changes: [
              { table: 'apiKeys', id: key.id, value: key },
              ...recordEvents(environment, [{ name: 'api_key.created', organizationId, data }]),
            ],
          }
        },
      })
    })

  function buildKey(organizationId: string, body: z.output<typeof createSchema>): ApiKey {
    const permissions = [...new Set(body.permissions)]
    const grantable = new Set<string>()
    for (const { slug, system } of state.tables.permissions.values()) if (!system) grantable.add(slug)
    if (permissions.some(slug => !grantable.has(slug))) {
      throw refuseFields([{ code: 'invalid_permission', field: 'permissions' }])
    }
    const expiresAt = body.expires_at === undefined ? null : new Date(body.expires_at)
    if (expiresAt && expiresAt.getTime() <= environment.keyNow()) {
      throw refuseFields([{ code: 'must_be_in_the_future', field: 'expires_at' }])
    }
    const createdAt = new Date(now()).toISOString()
    return {
      id: createId('api_key'),
      organizationId,
      name: body.name,
      value: createKeyValue(),
      permissions,
      expiresAt: expiresAt?.toISOString() ?? null,
      lastUsedAt: null,
      createdAt,
      updatedAt: createdAt,
    }
  }
}
