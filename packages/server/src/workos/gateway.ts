import type { WorkosAccount } from '../settings.ts'
import {
  type AuditLogOutcome,
  toAuditLogWire,
  toRefusedEvent,
  type WorkosAuditLogEvent,
} from './audit-log-event.ts'
import { createWorkosClient } from './client.ts'
import { type ConnectCalls, createConnectCalls } from './connect-calls.ts'
import { foldPages } from './fold-pages.ts'
import { observeCalls } from './observe-calls.ts'
import { parseAnswer } from './parse-answer.ts'
import { WorkosRefusal } from './refusal.ts'
import {
  apiKeyWire,
  auditLogAnswerWire,
  createdApiKeyWire,
  membershipWire,
  pageWire,
  permissionWire,
  refusalWire,
  roleWire,
  validationWire,
  type WorkosApiKey,
  type WorkosMembership,
  type WorkosPage,
  type WorkosPermission,
  type WorkosRole,
} from './wire.ts'

interface Deadline {
  /** Ends the call; it then throws `upstream_timeout`. */
  signal: AbortSignal
}

/** Where in a list to look: behind or before the object with this id. */
export interface WorkosPosition {
  after?: string
  before?: string
}

/** What became of a key whose end was to be moved: the key as it is now, or why nothing was moved. */
export type ExpireOutcome =
  | { ok: true; apiKey: WorkosApiKey }
  | { ok: false; code: 'not_found' | 'already_expired' }

/**
 * Everything Keydesk asks of WorkOS, each answer parsed. Every call throws the upstream errors of the table,
 * and `WorkosRefusal` where WorkOS said no in so many words. No call is ever repeated.
 */
export interface WorkosGateway extends ConnectCalls {
  /** One page of an organization's keys, newest first. `GET /organizations/{id}/api_keys` */
  listApiKeys(
    query: { organizationId: string; limit: number; position?: WorkosPosition } & Deadline,
  ): Promise<WorkosPage<WorkosApiKey>>
  /**
   * Every key of an organization, page by page at 100, oldest first: what is made during the walk comes at its end.
   * A walk that ends early, by whatever error, says nothing of the keys it did not reach.
   */
  listAllApiKeys(query: { organizationId: string } & Deadline): AsyncGenerator<WorkosApiKey[]>
  /** `POST /organizations/{id}/api_keys` */
  createApiKey(
    key: {
      organizationId: string
      name: string
      permissions: readonly string[]
      expiresAt: Date | null
      idempotencyKey: string
    } & Deadline,
  ): Promise<{ apiKey: WorkosApiKey; value: string }>
  /**
   * Ends a key of whatever organization now or at a time (one that has passed means now), or with null takes
   * its end away: prove first whose it is. `POST /api_keys/{id}/expire`
   */
  expireApiKey(end: { id: string; expiresAt: Date | 'now' | null } & Deadline): Promise<ExpireOutcome>
  /** Deletes a key of whatever organization: prove first whose it is. An absent one counts as deleted. `DELETE /api_keys/{id}` */
  deleteApiKey(key: { id: string } & Deadline): Promise<void>
  /** The key behind a presented value, or null. `POST /api_keys/validations` */
  validateApiKey(presented: { value: string } & Deadline): Promise<WorkosApiKey | null>
  /** Every permission of the environment, system ones included, all pages folded. `GET /authorization/permissions` */
  listPermissions(deadline: Deadline): Promise<WorkosPermission[]>
  /** The first permission alone: the cheapest question that needs a good key. */
  ping(deadline: Deadline): Promise<void>
  /** The active memberships of a user, of an organization, or of both, page by page. `GET /user_management/organization_memberships` */
  listMemberships(
    filter: { userId?: string; organizationId?: string } & Deadline,
  ): AsyncGenerator<WorkosMembership[]>
  /** The roles that count in an organization. `GET /authorization/organizations/{id}/roles` */
  listRoles(query: { organizationId: string } & Deadline): Promise<WorkosRole[]>
  /**
   * Hands an event to WorkOS's audit log; the same `idempotencyKey` within 24 h hands it over once. An event that is
   * refused for what it says is an outcome; whatever is thrown is worth trying again. `POST /audit_logs/events`
   */
  createAuditLogEvent(
    entry: { organizationId: string; event: WorkosAuditLogEvent; idempotencyKey: string } & Deadline,
  ): Promise<AuditLogOutcome>
}

/** Makes the gateway to one WorkOS environment. `timeoutMs` is the ceiling of a single call, 8,000 by default. */
export const createWorkosGateway = (options: {
  account: WorkosAccount
  fetch?: typeof fetch
  timeoutMs?: number
}): WorkosGateway => {
  const call = createWorkosClient({ ...options, timeoutMs: options.timeoutMs ?? 8000 })
  const observe = observeCalls()
  const keysOf = (organizationId: string) => `/organizations/${encodeURIComponent(organizationId)}/api_keys`

  return {
    ...createConnectCalls({ call, observe }),

    listApiKeys: ({ organizationId, limit, position, signal }) =>
      observe('listApiKeys', async () => {
        const query = { limit, order: 'desc', ...position }
        const { data } = await call(signal, sdk => sdk.get(keysOf(organizationId), { query }))
        return parseAnswer(pageWire(apiKeyWire), data)
      }),

    listAllApiKeys: ({ organizationId, signal }) =>
      foldPages(after =>
        observe('listAllApiKeys', async () => {
          const query = { limit: 100, order: 'asc', ...(after === null ? {} : { after }) }
          const { data } = await call(signal, sdk => sdk.get(keysOf(organizationId), { query }))
          return parseAnswer(pageWire(apiKeyWire), data)
        }),
      ),

    createApiKey: ({ organizationId, name, permissions, expiresAt, idempotencyKey, signal }) =>
      observe('createApiKey', async () => {
        const body = {
          name,
          permissions,
          ...(expiresAt === null ? {} : { expires_at: expiresAt.toISOString() }),
        }
        const { data } = await call(signal, sdk => sdk.post(keysOf(organizationId), body, { idempotencyKey }))
        return parseAnswer(createdApiKeyWire, data)
      }),

    expireApiKey: ({ id, expiresAt, signal }) =>
      observe('expireApiKey', async () => {
        // Left out, `expires_at` means now; null would take the end away instead.
        const body = expiresAt === 'now' ? {} : { expires_at: expiresAt?.toISOString() ?? null }
        const path = `/api_keys/${encodeURIComponent(id)}/expire`
        try {
          const { data } = await call(signal, sdk => sdk.post(path, body))
          return { ok: true, apiKey: parseAnswer(apiKeyWire, data) }
        } catch (error) {
          if (!(error instanceof WorkosRefusal)) throw error
          if (error.status === 404) return { ok: false, code: 'not_found' }
          if (
            error.status === 409 &&
            refusalWire.safeParse(error.body).data?.code === 'api_key_already_expired'
          ) {
            return { ok: false, code: 'already_expired' }
          }
          throw error
        }
      }),

    deleteApiKey: ({ id, signal }) =>
      observe('deleteApiKey', async () => {
        try {
          await call(signal, sdk => sdk.apiKeys.deleteApiKey(id))
        } catch (error) {
          if (!(error instanceof WorkosRefusal && error.status === 404)) throw error
        }
      }),

    validateApiKey: ({ value, signal }) =>
      observe('validateApiKey', async () => {
        try {
          const { data } = await call(signal, sdk => sdk.post('/api_keys/validations', { value }))
          return parseAnswer(validationWire, data)
        } catch (error) {
          // 422 is WorkOS's word for a value that cannot be a key at all.
          if (error instanceof WorkosRefusal && error.status === 422) return null
          throw error
        }
      }),

    listPermissions: async ({ signal }) => {
      const permissions: WorkosPermission[] = []
      const pages = foldPages(after =>
        observe('listPermissions', async () => {
          const page = await call(signal, sdk =>
            sdk.authorization.listPermissions({
              limit: 100,
              order: 'asc',
              ...(after === null ? {} : { after }),
            }),
          )
          const { data, listMetadata } = page
          return parseAnswer(pageWire(permissionWire), { data, list_metadata: listMetadata })
        }),
      )
      for await (const page of pages) permissions.push(...page)
      return permissions
    },

    ping: ({ signal }) =>
      observe('ping', async () => {
        await call(signal, sdk => sdk.authorization.listPermissions({ limit: 1 }))
      }),

    listMemberships: ({ userId, organizationId, signal }) =>
      foldPages(after =>
        observe('listMemberships', async () => {
          const query = {
            ...(userId === undefined ? {} : { user_id: userId }),
            ...(organizationId === undefined ? {} : { organization_id: organizationId }),
            statuses: 'active',
            limit: 100,
            order: 'asc',
            ...(after === null ? {} : { after }),
          }
          const { data } = await call(signal, sdk =>
            sdk.get('/user_management/organization_memberships', { query }),
          )
          return parseAnswer(pageWire(membershipWire), data)
        }),
      ),

    listRoles: ({ organizationId, signal }) =>
      observe('listRoles', async () => {
        const { data } = await call(signal, sdk => sdk.authorization.listOrganizationRoles(organizationId))
        return parseAnswer(roleWire.array(), data)
      }),

    createAuditLogEvent: ({ organizationId, event, idempotencyKey, signal }) =>
      observe('createAuditLogEvent', async () => {
        const body = { organization_id: organizationId, event: toAuditLogWire(event) }
        try {
          // The SDK's typed call throws the answer away, and with it whether the event was taken.
          const { data } = await call(signal, sdk => sdk.post('/audit_logs/events', body, { idempotencyKey }))
          parseAnswer(auditLogAnswerWire, data)
          return { ok: true }
        } catch (error) {
          const refused = toRefusedEvent(error)
          if (refused === null) throw error
          return refused
        }
      }),
  }
}
