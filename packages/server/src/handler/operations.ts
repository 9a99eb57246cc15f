import type { Operation } from '@keydesk/contract'
import { exportCredentialsQuery, listCredentialsQuery } from '../schemas/credential-requests.ts'
import { listApiKeysQuery, listAuditEventsQuery, listMembersQuery } from '../schemas/requests.ts'
import { acknowledgeApiKey } from '../services/acknowledge-api-key.ts'
import {
  getApiKey,
  getApiKeysSummary,
  listApiKeys,
  readApiKeyListing,
  testApiKey,
} from '../services/api-keys.ts'
import { listAuditEvents, readAuditListing } from '../services/audit-events.ts'
import { createApiKey } from '../services/create-api-key.ts'
import { listCredentials, readCredentialListing } from '../services/credentials.ts'
import { getCredentialsSummary } from '../services/credentials-summary.ts'
import { exportCredentials } from '../services/export-credentials.ts'
import { listMembers } from '../services/members.ts'
import { listOffered } from '../services/permissions.ts'
import { reviewApiKey } from '../services/review-api-key.ts'
import { bulkRevokeApiKeys, revokeApiKey } from '../services/revoke-api-key.ts'
import { rotateApiKey } from '../services/rotate-api-key.ts'
import { getSession } from '../services/session.ts'
import { updateApiKey } from '../services/update-api-key.ts'
import type { GateOperation } from './gate-operations.ts'
import { m2mOperations } from './m2m-operations.ts'
import { migrationOperations } from './migration-operations.ts'
import { type OperationEntry, withoutQuery } from './operation-entry.ts'
import { readQuery } from './read-query.ts'

/** The operations that act for somebody; `getOpenApi` and those of gates do not. */
export type ActingOperation = Exclude<Operation, 'getOpenApi' | GateOperation>

/** Every operation that acts for somebody. */
export const operations: { [O in ActingOperation]: OperationEntry<O> } = {
  getSession: {
    access: 'read',
    needsBody: false,
    status: 200,
    ...withoutQuery(async ({ call, access, context }) => getSession(call.actor, access, context.settings)),
  },
  listPermissions: {
    access: 'read',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call }) => listOffered(context, call, context.settings.keyPermissions)),
  },
  listMembers: {
    access: 'read',
    needsBody: false,
    status: 200,
    query: listMembersQuery,
    prepare: url => {
      const query = readQuery(listMembersQuery, url)
      return ({ context, call }) => listMembers(context, call, query)
    },
  },
  listApiKeys: {
    access: 'read',
    needsBody: false,
    status: 200,
    query: listApiKeysQuery,
    prepare: (url, actor) => {
      const listing = readApiKeyListing(actor, readQuery(listApiKeysQuery, url))
      return ({ context, call }) => listApiKeys(context, call, listing)
    },
  },
  getApiKeysSummary: {
    access: 'read',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call }) => getApiKeysSummary(context, call)),
  },
  getApiKey: {
    access: 'read',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call, params }) => getApiKey(context, call, params.id ?? '')),
  },
  createApiKey: {
    access: 'manage',
    needsBody: true,
    status: 201,
    ...withoutQuery(({ context, call, body, runId }) => createApiKey(context, call, { body, runId })),
  },
  revokeApiKey: {
    access: 'manage',
    needsBody: false,
    status: 204,
    ...withoutQuery(({ context, call, params }) => revokeApiKey(context, call, params.id ?? '')),
  },
  updateApiKey: {
    access: 'manage',
    needsBody: true,
    status: 200,
    ...withoutQuery(({ context, call, params, body }) =>
      updateApiKey(context, call, { id: params.id ?? '', body }),
    ),
  },
  rotateApiKey: {
    access: 'manage',
    needsBody: true,
    status: 201,
    ...withoutQuery(({ context, call, params, body, runId }) =>
      rotateApiKey(context, call, { id: params.id ?? '', body, runId }),
    ),
  },
  acknowledgeApiKey: {
    access: 'manage',
    needsBody: false,
    status: 204,
    ...withoutQuery(({ context, call, params }) => acknowledgeApiKey(context, call, params.id ?? '')),
  },
  reviewApiKey: {
    access: 'manage',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call, params }) => reviewApiKey(context, call, params.id ?? '')),
  },
  bulkRevokeApiKeys: {
    access: 'manage',
    needsBody: true,
    status: 200,
    ...withoutQuery(({ context, call, body }) => bulkRevokeApiKeys(context, call, body)),
  },
  ...m2mOperations,
  ...migrationOperations,
  listCredentials: {
    access: 'read',
    needsBody: false,
    status: 200,
    query: listCredentialsQuery,
    prepare: (url, actor) => {
      const listing = readCredentialListing(actor, readQuery(listCredentialsQuery, url))
      return ({ context, call }) => listCredentials(context, call, listing)
    },
  },
  getCredentialsSummary: {
    access: 'read',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call }) => getCredentialsSummary(context, call)),
  },
  exportCredentials: {
    access: 'read',
    needsBody: false,
    status: 200,
    query: exportCredentialsQuery,
    prepare: url => {
      const query = readQuery(exportCredentialsQuery, url)
      return ({ context, call }) => exportCredentials(context, call, query)
    },
  },
  listAuditEvents: {
    access: 'manage',
    needsBody: false,
    status: 200,
    query: listAuditEventsQuery,
    prepare: (url, actor) => {
      const listing = readAuditListing(actor, readQuery(listAuditEventsQuery, url))
      return ({ context, call }) => listAuditEvents(context, call, listing)
    },
  },
  testApiKey: {
    access: 'manage',
    needsBody: true,
    status: 200,
    ...withoutQuery(({ context, call, body }) => testApiKey(context, call, body)),
  },
}
