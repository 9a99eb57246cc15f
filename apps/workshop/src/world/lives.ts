import type { ApiKey, AuditEvent } from '@keydesk/contract'
import { makeApiKey } from './api-keys.ts'
import { inDays } from './clock.ts'
import { ada, grace, tomas } from './people.ts'
import { manyPermissions } from './permissions.ts'

const old = makeApiKey({
  name: 'Invoice sync',
  id: 'api_key_invoice_sync_old',
  createdAt: inDays(-300),
  lastUsedAt: inDays(-181),
  expiresAt: inDays(-180),
  replacedBy: 'api_key_invoice_sync',
})

/** A key of which there is everything to tell. */
export const wellKept: ApiKey = makeApiKey({
  name: 'Invoice sync',
  permissions: ['posts:read', 'comments:read', 'exports:create'],
  owner: grace,
  createdAt: inDays(-181),
  lastUsedAt: inDays(-0.01),
  expiresAt: inDays(71),
  purpose: 'Copies invoices into the warehouse',
  metadata: { team: 'finance', environment: 'production' },
  replaces: old.id,
})

/** A key with less than it was made with. */
export const narrowed: ApiKey = makeApiKey({
  name: 'Support tool',
  permissions: ['comments:read'],
  issuedPermissions: ['comments:read', 'comments:write', 'posts:write'],
})

/** Keys as the details have to show them, besides those of the list. */
export const lives: ApiKey[] = [
  wellKept,
  old,
  narrowed,
  makeApiKey({
    name: 'Made in the console',
    permissions: ['webhooks:manage'],
    createdBy: null,
    origin: 'elsewhere',
    delivered: null,
  }),
  makeApiKey({
    name: 'Does everything',
    permissions: manyPermissions.slice(0, 100).map(({ slug }) => slug),
  }),
  makeApiKey({ name: 'Does nothing', permissions: [] }),
  makeApiKey({ name: 'Reports', status: 'revoked', lastUsedAt: inDays(-30) }),
]

let count = 0
const happened = (days: number, given: Partial<AuditEvent> & Pick<AuditEvent, 'action'>): AuditEvent => {
  const { id, name } = wellKept
  count += 1
  const number = String(count).padStart(2, '0')
  return {
    id: `event_${number}`,
    at: inDays(-days),
    actor: ada,
    credential: { kind: 'api_key', id, name },
    requestId: `req_01kb6q3v8sdm${number}`,
    before: null,
    after: null,
    reason: null,
    ...given,
  }
}

const gates = { confirmed: ['eu-1', 'eu-2'], missed: [{ gate: 'us-1' }] }

/** What happened to the well-kept key, newest first; more than a page. */
export const activity: AuditEvent[] = [
  happened(0.2, {
    action: 'access.refused',
    actor: tomas,
    after: { owner: tomas.id },
  }),
  happened(3, {
    action: 'api_key.updated',
    before: { owner: ada.id, purpose: null },
    after: { owner: grace.id, purpose: wellKept.purpose },
  }),
  happened(12, {
    action: 'api_key.updated',
    actor: { type: 'system' },
    before: { owner: tomas.id },
    after: { owner: null },
    reason: 'the owner is gone',
  }),
  happened(20, {
    action: 'api_key.updated',
    before: { narrowedPermissions: null },
    after: { narrowedPermissions: wellKept.permissions.slice(0, 2), gates },
  }),
  ...Array.from({ length: 24 }, (_, index) =>
    happened(25 + index * 6, {
      action: 'api_key.updated',
      actor: index % 2 === 0 ? grace : ada,
      before: { expiresAt: inDays(60 - index * 6) },
      after: { expiresAt: inDays(66 - index * 6) },
    }),
  ),
  happened(180.9, { action: 'api_key.acknowledged' }),
  happened(181, {
    action: 'api_key.rotated',
    before: { previous: { id: old.id, expiresAt: old.expiresAt } },
    after: { owner: tomas.id, expiresAt: inDays(-90), metadata: wellKept.metadata },
  }),
]
