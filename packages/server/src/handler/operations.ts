import type { Access, Operation, Operations } from '@keydesk/contract'
import * as z from 'zod'
import type { MembersPort } from '../actor.ts'
import { listApiKeysQuery, listMembersQuery } from '../schemas/requests.ts'
import { getApiKey, listApiKeys, revokeApiKey, testApiKey } from '../services/api-keys.ts'
import { createApiKey } from '../services/create-api-key.ts'
import { listMembers } from '../services/members.ts'
import { listPermissions } from '../services/permissions.ts'
import type { ServiceCall, ServiceContext } from '../services/service-context.ts'
import { getSession } from '../services/session.ts'

/** What a service gets of a request that has passed every check before it. */
export interface OperationInput<Query> {
  context: ServiceContext
  call: ServiceCall
  access: Access
  members: MembersPort
  params: Record<string, string>
  query: Query
  /** Parsed JSON; its fields are for the service to read. */
  body: unknown
}

/** How one operation is served: who may, what it takes, what it answers with. */
export interface OperationEntry {
  access: Access
  query: z.ZodType
  body: 'required' | 'none'
  status: 200 | 201 | 204
  run(input: OperationInput<unknown>): Promise<unknown>
}

interface Definition<O extends Operation, Query extends z.ZodType>
  extends Omit<OperationEntry, 'run' | 'query'> {
  query: Query
  run(input: OperationInput<z.output<Query>>): Promise<Operations[O]['response']>
}

const define = <O extends Operation, Query extends z.ZodType>(
  _operation: O,
  { run, ...rest }: Definition<O, Query>,
): OperationEntry => ({
  ...rest,
  // The pipeline hands over what this very schema has read.
  run: input => run({ ...input, query: input.query as z.output<Query> }),
})

/** No query parameters. */
export const noQuery = z.strictObject({})

/** Every operation that acts for somebody. `getOpenApi` does not. */
export const operations: Record<Exclude<Operation, 'getOpenApi'>, OperationEntry> = {
  getSession: define('getSession', {
    access: 'read',
    query: noQuery,
    body: 'none',
    status: 200,
    run: async ({ call, access, context }) => getSession(call.actor, access, context.settings),
  }),
  listPermissions: define('listPermissions', {
    access: 'read',
    query: noQuery,
    body: 'none',
    status: 200,
    run: ({ context, call }) => listPermissions(context, call),
  }),
  listMembers: define('listMembers', {
    access: 'read',
    query: listMembersQuery,
    body: 'none',
    status: 200,
    run: ({ members, call, query }) => listMembers(members, call, query),
  }),
  listApiKeys: define('listApiKeys', {
    access: 'read',
    query: listApiKeysQuery,
    body: 'none',
    status: 200,
    run: ({ context, call, query }) => listApiKeys(context, call, query),
  }),
  getApiKey: define('getApiKey', {
    access: 'read',
    query: noQuery,
    body: 'none',
    status: 200,
    run: ({ context, call, params }) => getApiKey(context, call, params.id ?? ''),
  }),
  createApiKey: define('createApiKey', {
    access: 'manage',
    query: noQuery,
    body: 'required',
    status: 201,
    run: ({ context, call, body }) => createApiKey(context, call, body),
  }),
  revokeApiKey: define('revokeApiKey', {
    access: 'manage',
    query: noQuery,
    body: 'none',
    status: 204,
    run: async ({ context, call, params }) => {
      await revokeApiKey(context, call, params.id ?? '')
      return undefined
    },
  }),
  testApiKey: define('testApiKey', {
    access: 'manage',
    query: noQuery,
    body: 'required',
    status: 200,
    run: ({ context, call, body }) => testApiKey(context, call, body),
  }),
}
