import { clientHeader, type ErrorCode, errors, type Operation, type Route, routes } from '@keydesk/contract'
import * as z from 'zod'
import { isGateOperation } from './handler/gate-operations.ts'
import { isServed } from './handler/m2m-operations.ts'
import { noQuery } from './handler/operation-entry.ts'
import { operations } from './handler/operations.ts'
import {
  createM2MApplicationSchema,
  testM2MApplicationSchema,
  updateM2MApplicationSchema,
} from './schemas/m2m-application-requests.ts'
import { rescheduleMigrationSchema, startMigrationSchema } from './schemas/migration-requests.ts'
import { problemSchema } from './schemas/problem.ts'
import {
  bulkRevokeSchema,
  createApiKeySchema,
  reportUsageSchema,
  rotateApiKeySchema,
  testApiKeySchema,
  updateApiKeySchema,
  verifyCredentialSchema,
} from './schemas/requests.ts'
import {
  apiKeySchema,
  auditEventSchema,
  clientSecretSchema,
  credentialMigrationSchema,
  credentialSchema,
  m2mApplicationSchema,
  organizationSchema,
  permissionSchema,
  personSchema,
  sessionSchema,
  storedChoiceSchema,
} from './schemas/resources.ts'
import { exportedCredentialsSchema, responseSchemas } from './schemas/responses.ts'
import type { Settings } from './settings.ts'

const components = new Map<unknown, string>([
  [personSchema, 'Person'],
  [organizationSchema, 'Organization'],
  [permissionSchema, 'Permission'],
  [apiKeySchema, 'ApiKey'],
  [m2mApplicationSchema, 'M2MApplication'],
  [clientSecretSchema, 'ClientSecret'],
  [credentialMigrationSchema, 'CredentialMigration'],
  [storedChoiceSchema, 'Choice'],
  [auditEventSchema, 'AuditEvent'],
  [credentialSchema, 'Credential'],
  [sessionSchema, 'Session'],
  [problemSchema, 'Problem'],
])

const summaries: Record<Operation, string> = {
  getSession: 'Who is asking, for which organization, and what they may do',
  listPermissions: 'The permissions that may be put on keys',
  listMembers: 'Who can own a credential',
  listApiKeys: "A page of the organization's API keys",
  getApiKeysSummary: 'Count the API keys of the organization by state and by what needs looking at',
  createApiKey: 'Create an API key; its value is shown this once',
  testApiKey: 'Whether a value is a key of the organization, and which',
  getApiKey: 'One API key',
  updateApiKey: 'Change owner, purpose, metadata, expiry or, narrower only, permissions of an API key',
  rotateApiKey:
    'Replace an API key; the new value is shown this once, and the old key ends after the overlap',
  acknowledgeApiKey: 'The secret of an API key reached its reader',
  reviewApiKey: 'An API key was looked at and is right; its next review is due from now on',
  bulkRevokeApiKeys: 'Revoke several API keys',
  listAuditEvents: 'What happened in the organization, newest first',
  revokeApiKey: 'Revoke an API key, for good and at once',
  listScopes: 'The scopes that may be put on M2M applications',
  listM2MApplications: "A page of the organization's M2M applications",
  createM2MApplication: 'Create an M2M application with its first secret, whose value is shown this once',
  getM2MApplication: 'One M2M application, with its secrets',
  updateM2MApplication: 'Change name, description, scopes, owner, purpose or metadata of an M2M application',
  reviewM2MApplication: 'An M2M application was looked at and is right; its next review is due from now on',
  deleteM2MApplication: 'Delete an M2M application and its secrets, for good and at once',
  createClientSecret:
    'Create another secret of an M2M application, beside the one in use; its value is shown this once',
  deleteClientSecret: 'Delete a secret of an M2M application; tokens got with it live until they end',
  listMigrations: 'A page of the plans to move from an API key to an M2M application',
  startMigration: 'Plan the move from an API key to the M2M application that was made to replace it',
  getMigration: 'One migration, with its API key and its M2M application',
  rescheduleMigration: 'Move the date at which the API key of a migration ends',
  finishMigration: 'Revoke the API key of a migration, for good and at once',
  cancelMigration: 'Give the API key of a migration its former end back, and delete the M2M application',
  testM2MApplication:
    'Whether a secret of an M2M application gets a token, and what the token says; the token itself is not given',
  listCredentials: 'A page of the credentials of both kinds',
  getCredentialsSummary: 'Count the credentials by kind and by what needs looking at',
  exportCredentials: 'All credentials of both kinds as a file',
  verifyCredential: 'What a presented value may do now, for gates',
  reportUsage: 'How often keys were used, and when last, for gates',
  getOpenApi: 'This document',
}

const minting: ErrorCode[] = ['idempotency_in_progress', 'idempotency_key_reused', 'quota_exceeded']

/** Operations that find what they change being changed, replaced or over. */
const changing: readonly Operation[] = [
  'rotateApiKey',
  'updateApiKey',
  'updateM2MApplication',
  'reviewM2MApplication',
  'createClientSecret',
  'createM2MApplication',
  'startMigration',
  'rescheduleMigration',
  'finishMigration',
  'cancelMigration',
]

/** Operations whose body names what must be there. */
const naming: readonly Operation[] = ['createM2MApplication', 'startMigration']

const sentBody: ErrorCode[] = ['payload_too_large', 'unsupported_media_type']

const upstream: ErrorCode[] = [
  'store_unavailable',
  'upstream_invalid',
  'upstream_unavailable',
  'upstream_rate_limited',
  'upstream_timeout',
]

/** Writes the OpenAPI 3.1 description of what this broker serves, from the schemas it parses with. */
export const createOpenApi = (settings: Settings): object => {
  const judgement = { limits: settings.limits, policy: settings.policy.apiKeys, now: () => new Date() }
  const bodies = new Map<Operation, z.ZodType>([
    ['createApiKey', createApiKeySchema(judgement)],
    ['updateApiKey', updateApiKeySchema(judgement)],
    ['rotateApiKey', rotateApiKeySchema(judgement)],
    ['bulkRevokeApiKeys', bulkRevokeSchema],
    ['createM2MApplication', createM2MApplicationSchema(judgement)],
    ['updateM2MApplication', updateM2MApplicationSchema(judgement)],
    ['startMigration', startMigrationSchema(judgement)],
    ['rescheduleMigration', rescheduleMigrationSchema(judgement)],
    ['testM2MApplication', testM2MApplicationSchema],
    ['testApiKey', testApiKeySchema],
    ['verifyCredential', verifyCredentialSchema],
    ['reportUsage', reportUsageSchema(judgement)],
  ])
  const paths: Record<string, Record<string, object>> = {}
  for (const [operation, route] of Object.entries(routes) as [Operation, Route][]) {
    if (!isServed(operation, settings)) continue
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: describeOperation(operation, route, bodies.get(operation)),
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Keydesk',
      version: '1',
      description: 'API keys and M2M applications of the organization that the signed-in person has chosen.',
    },
    servers: [{ url: settings.basePath }],
    security: [{ session: [] }],
    paths,
    components: {
      schemas: Object.fromEntries([...components].map(([schema, name]) => [name, toJsonSchema(schema)])),
      headers: {
        RequestId: {
          description: 'Leads to the line in the log.',
          required: true,
          schema: { type: 'string' },
        },
        RetryAfter: {
          description: 'Seconds to wait; with a 503 at most 60.',
          schema: { type: 'integer', minimum: 1 },
        },
        RateLimit: {
          description: 'What is left of each limit: `r` requests, all of them back in `t` seconds.',
          schema: { type: 'string', examples: ['"person";r=599;t=20, "organization";r=1999;t=17'] },
        },
        RateLimitPolicy: {
          description: 'Each limit: `q` requests in a window of `w` seconds.',
          schema: { type: 'string', examples: ['"person";q=600;w=20, "organization";q=2000;w=17'] },
        },
        WwwAuthenticate: { description: 'Always `Session`.', required: true, schema: { const: 'Session' } },
        WwwAuthenticateGate: {
          description: '`Bearer`, with `error="invalid_token"` where a token was shown.',
          required: true,
          schema: { enum: ['Bearer', 'Bearer error="invalid_token"'] },
        },
      },
      securitySchemes: {
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'wos-session',
          description: "The session of the host's sign-in system; this is AuthKit's cookie.",
        },
        gate: { type: 'http', scheme: 'bearer', description: 'A gate token of this broker.' },
      },
    },
  }
}

const describeOperation = (operation: Operation, route: Route, body: z.ZodType | undefined) => ({
  operationId: operation,
  summary: summaries[operation],
  ...(route.open ? { security: [] } : {}),
  ...(route.gate ? { security: [{ gate: [] }] } : {}),
  parameters: parametersOf(operation, route),
  ...(body === undefined
    ? {}
    : {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: toJsonSchema(body, 'input') } },
        },
      }),
  responses: { ...successOf(operation, route), ...problemsOf(operation, route) },
})

const actingOperation = (operation: Operation) =>
  operation === 'getOpenApi' || isGateOperation(operation) ? null : operations[operation]

const parametersOf = (operation: Operation, route: Route): object[] => {
  const header = (name: string, description: string, schema: object) => ({
    name,
    in: 'header',
    required: true,
    description,
    schema,
  })
  const path = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }))
  const query = Object(toJsonSchema(actingOperation(operation)?.query ?? noQuery)).properties
  return [
    ...path,
    ...Object.entries(query).map(([name, schema]) => ({ name, in: 'query', schema })),
    ...(route.open || route.gate
      ? []
      : [
          header(clientHeader, 'The client, as `<name>/<version>`.', {
            type: 'string',
            pattern: '^[!-~]{1,64}/[!-~]{1,64}$',
          }),
        ]),
    ...(route.mints
      ? [
          header('Idempotency-Key', 'A fresh word for each new key; quotes around it are optional.', {
            type: 'string',
            minLength: 8,
            maxLength: 130,
          }),
        ]
      : []),
  ]
}

/** The headers of every answer; only what is asked by somebody is counted. */
const headersOf = (route: Route) => ({
  'X-Request-Id': { $ref: '#/components/headers/RequestId' },
  ...(route.open || route.gate
    ? {}
    : {
        RateLimit: { $ref: '#/components/headers/RateLimit' },
        'RateLimit-Policy': { $ref: '#/components/headers/RateLimitPolicy' },
      }),
})

const successOf = (operation: Operation, route: Route): Record<string, object> => {
  const headers = headersOf(route)
  if (
    operation === 'revokeApiKey' ||
    operation === 'acknowledgeApiKey' ||
    operation === 'deleteM2MApplication' ||
    operation === 'deleteClientSecret'
  ) {
    return { 204: { description: 'Done, also when it was done before.', headers } }
  }
  if (operation === 'reportUsage') return { 204: { description: 'Counted.', headers } }
  if (operation === 'exportCredentials') {
    const file = { schema: { type: 'string' } }
    const content = {
      'text/csv': file,
      'application/json': { schema: toJsonSchema(exportedCredentialsSchema) },
    }
    return { 200: { description: summaries[operation], headers, content } }
  }
  const status = actingOperation(operation)?.status ?? 200
  const schema = toJsonSchema(responseSchemas[operation])
  return {
    [status]: {
      description: summaries[operation],
      headers,
      content: { 'application/json': { schema } },
    },
  }
}

const problemsOf = (operation: Operation, route: Route): Record<string, object> => {
  const byStatus = new Map<number, ErrorCode[]>()
  for (const code of codesOf(operation, route)) {
    const { status } = errors[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map(code => `\`${code}\`: ${errors[code].title}.`).join(' '),
        headers: {
          ...headersOf(route),
          ...(status === 401 ? { 'WWW-Authenticate': { $ref: challengeOf(route) } } : {}),
          ...(status === 429 || status === 503
            ? { 'Retry-After': { $ref: '#/components/headers/RetryAfter' } }
            : {}),
        },
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

const challengeOf = ({ gate }: Route) =>
  `#/components/headers/${gate ? 'WwwAuthenticateGate' : 'WwwAuthenticate'}`

const codesOf = (operation: Operation, route: Route): ErrorCode[] => {
  if (operation === 'getOpenApi') return ['malformed_request']
  if (isGateOperation(operation)) {
    return ['malformed_request', 'unauthenticated', ...sentBody, 'validation_failed', 'internal', ...upstream]
  }
  const { needsBody } = operations[operation]
  return [
    'malformed_request',
    'unauthenticated',
    'csrf_rejected',
    ...(route.method === 'GET' ? [] : (['origin_not_allowed'] as const)),
    'no_organization',
    'rate_limited',
    'permission_denied',
    ...(route.mints ? (['reauthentication_required', 'permission_escalation', ...minting] as const) : []),
    ...(changing.includes(operation) ? (['conflict'] as const) : []),
    ...(operation === 'updateM2MApplication' ? (['permission_escalation'] as const) : []),
    ...(operation === 'updateApiKey' || operation === 'reviewApiKey' ? (['already_expired'] as const) : []),
    ...(route.path.includes('{') || naming.includes(operation) ? (['not_found'] as const) : []),
    ...(route.method === 'GET' ? [] : sentBody),
    ...(needsBody ? (['validation_failed'] as const) : []),
    'internal',
    ...upstream,
  ]
}

/** Schemas with a name of their own become references, except where one is being written out itself. */
const toJsonSchema = (schema: unknown, io: 'input' | 'output' = 'output'): object => {
  const { $schema: _, ...json } = z.toJSONSchema(schema as z.ZodType, {
    io,
    override: ({ zodSchema, jsonSchema }) => {
      const name = components.get(zodSchema)
      if (name === undefined || zodSchema === schema) return
      for (const key of Object.keys(jsonSchema)) Reflect.deleteProperty(jsonSchema, key)
      jsonSchema.$ref = `#/components/schemas/${name}`
    },
  })
  return json
}
