import type { Operation } from '@keydesk/contract'
import { listM2MApplicationsQuery } from '../schemas/m2m-application-requests.ts'
import { createClientSecret } from '../services/m2m-applications/create-client-secret.ts'
import { createM2MApplication } from '../services/m2m-applications/create-m2m-application.ts'
import { deleteClientSecret } from '../services/m2m-applications/delete-client-secret.ts'
import { deleteM2MApplication } from '../services/m2m-applications/delete-m2m-application.ts'
import {
  getM2MApplication,
  listM2MApplications,
  readApplicationListing,
} from '../services/m2m-applications/read-applications.ts'
import { reviewM2MApplication } from '../services/m2m-applications/review-m2m-application.ts'
import { listScopes } from '../services/m2m-applications/scopes.ts'
import { testM2MApplication } from '../services/m2m-applications/test-m2m-application.ts'
import { updateM2MApplication } from '../services/m2m-applications/update-m2m-application.ts'
import type { Settings } from '../settings.ts'
import { type OperationEntry, withoutQuery } from './operation-entry.ts'
import { readQuery } from './read-query.ts'

/** The operations on M2M applications; a host may leave all of them out. */
export type M2MOperation =
  | 'listScopes'
  | Extract<Operation, `${string}M2MApplication${string}` | `${string}ClientSecret`>

/** How the operations on M2M applications are served. */
export const m2mOperations: { [O in M2MOperation]: OperationEntry<O> } = {
  listScopes: {
    access: 'read',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call }) => listScopes(context, call)),
  },
  listM2MApplications: {
    access: 'read',
    needsBody: false,
    status: 200,
    query: listM2MApplicationsQuery,
    prepare: (url, actor) => {
      const listing = readApplicationListing(actor, readQuery(listM2MApplicationsQuery, url))
      return ({ context, call }) => listM2MApplications(context, call, listing)
    },
  },
  getM2MApplication: {
    access: 'read',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call, params }) => getM2MApplication(context, call, params.id ?? '')),
  },
  createM2MApplication: {
    access: 'manage',
    needsBody: true,
    status: 201,
    ...withoutQuery(({ context, call, body, runId }) => createM2MApplication(context, call, { body, runId })),
  },
  updateM2MApplication: {
    access: 'manage',
    needsBody: true,
    status: 200,
    ...withoutQuery(({ context, call, params, body }) =>
      updateM2MApplication(context, call, { id: params.id ?? '', body }),
    ),
  },
  reviewM2MApplication: {
    access: 'manage',
    needsBody: false,
    status: 200,
    ...withoutQuery(({ context, call, params }) => reviewM2MApplication(context, call, params.id ?? '')),
  },
  deleteM2MApplication: {
    access: 'manage',
    needsBody: false,
    status: 204,
    ...withoutQuery(({ context, call, params }) => deleteM2MApplication(context, call, params.id ?? '')),
  },
  createClientSecret: {
    access: 'manage',
    needsBody: false,
    status: 201,
    ...withoutQuery(({ context, call, params, runId }) =>
      createClientSecret(context, call, { id: params.id ?? '', runId }),
    ),
  },
  deleteClientSecret: {
    access: 'manage',
    needsBody: false,
    status: 204,
    ...withoutQuery(({ context, call, params }) =>
      deleteClientSecret(context, call, { id: params.id ?? '', secretId: params.secretId ?? '' }),
    ),
  },
  testM2MApplication: {
    access: 'manage',
    needsBody: true,
    status: 200,
    ...withoutQuery(({ context, call, params, body }) =>
      testM2MApplication(context, call, { id: params.id ?? '', body }),
    ),
  },
}

/**
 * Whether a host serves an operation. Without applications nothing about them is there and no migration begins, while one that runs can
 * always be seen and ended; without a token endpoint no secret can be tried.
 */
export const isServed = (operation: Operation, { m2mApplications, tokenUrl }: Settings): boolean => {
  if (operation === 'testM2MApplication' && tokenUrl === null) return false
  return m2mApplications || !(operation in m2mOperations || operation === 'startMigration')
}
