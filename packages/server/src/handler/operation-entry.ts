import type { Access, Operation, Operations } from '@keydesk/contract'
import * as z from 'zod'
import type { OrganizationActor } from '../actor.ts'
import type { Download } from '../services/export-credentials.ts'
import type { ServiceCall, ServiceContext } from '../services/service-context.ts'
import { readQuery } from './read-query.ts'

/** What an operation gets of a request that has passed every check before it. */
export interface OperationInput {
  context: ServiceContext
  call: ServiceCall
  access: Access
  params: Record<string, string>
  /** Parsed JSON; its fields are for the service to read. */
  body: unknown
  /** Names this run of a minting operation; empty for every other. */
  runId: string
}

/** What an operation comes to; a file is written while it is sent. */
type Result<O extends Operation> = O extends 'exportCredentials' ? Download : Operations[O]['response']

type Run<O extends Operation> = (input: OperationInput) => Promise<Result<O>>

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

/** No query parameters. */
export const noQuery = z.strictObject({})

/** An operation without query parameters. */
export const withoutQuery = <O extends Operation>(
  run: Run<O>,
): Pick<OperationEntry<O>, 'query' | 'prepare'> => ({
  query: noQuery,
  prepare: url => {
    readQuery(noQuery, url)
    return run
  },
})
