import type { Access, Operation, Operations } from '@keydesk/contract'
import * as z from 'zod'
import type { MembersPort, OrganizationActor } from '../actor.ts'
import { listApiKeysQuery, listMembersQuery } from '../schemas/requests.ts'
import { getApiKey, listApiKeys, revokeApiKey, testApiKey } from '../services/api-keys.ts'
import { createApiKey } from '../services/create-api-key.ts'
import { readCursor } from '../services/cursor.ts'
import { listMembers } from '../services/members.ts'
import { listPermissions } from '../services/permissions.ts'
import type { ServiceCall, ServiceContext } from '../services/service-context.ts'
import { getSession } from '../services/session.ts'
import { readQuery } from './read-query.ts'

/** What an operation gets of a request that has passed every check before it. */
export interface OperationInput {
  context: ServiceContext
  call: ServiceCall
  access: Access
  members: MembersPort
  params: Record<string, string>
  /** Parsed JSON; its fields are for the service to read. */
  body: unknown
}

type Run<O extends Operation> = (input: OperationInput) => Promise<Operations[O]['response']>

/** How one operation is served: who may, what it takes, what it answers with. */
export interface OperationEntry<O extends Operation> {
  access: Access
  /** Whether a JSON body is needed; where it is not, none may come. */
  needsBody: boolean
  status: 200 | 201 | 204
  /** The schema of the query parameters. */
  query: z.ZodType
  /** Reads the query, which may throw `malformed_request`, and gives what runs once the actor may. */
  prepare(url: URL, actor: OrganizationActor): Run<O>
}

/** The operations that act for somebody; `getOpenApi` does not. */
export type ActingOperation = Exclude<Operation, 'getOpenApi'>

/** No query parameters. */
export const noQuery = z.strictObject({})

const withoutQuery = <O extends Operation>(run: Run<O>): Pick<OperationEntry<O>, 'query' | 'prepare'> => ({
  query: noQuery,
  prepare: url => {
    readQuery(noQuery, url)
    return run
  },
})

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
    ...withoutQuery(({ context, call }) => listPermissions(context, call)),
  },
  listMembers: {
    access: 'read',
    needsBody: false,
    status: 200,
    query: listMembersQuery,
    prepare: url => {
      const query = readQuery(listMembersQuery, url)
      return ({ members, call }) => listMembers(members, call, query)
    },
  },
  listApiKeys: {
    access: 'read',
    needsBody: false,
    status: 200,
    query: listApiKeysQuery,
    prepare: (url, actor) => {
      const { limit, cursor } = readQuery(listApiKeysQuery, url)
      const position = cursor === undefined ? null : readCursor(actor.organization.id, cursor)
      return ({ context, call }) => listApiKeys(context, call, { limit, position })
    },
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
    ...withoutQuery(({ context, call, body }) => createApiKey(context, call, body)),
  },
  revokeApiKey: {
    access: 'manage',
    needsBody: false,
    status: 204,
    ...withoutQuery(({ context, call, params }) => revokeApiKey(context, call, params.id ?? '')),
  },
  testApiKey: {
    access: 'manage',
    needsBody: true,
    status: 200,
    ...withoutQuery(({ context, call, body }) => testApiKey(context, call, body)),
  },
}
