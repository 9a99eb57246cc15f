import { expectTypeOf } from 'vitest'
import type {
  ApiKey,
  ApiKeySort,
  ApiKeyStatus,
  AuditAction,
  AuditEvent,
  CredentialAttention,
  credentialAttentions,
  ErrorCode,
  Operation,
  Operations,
  Page,
  Problem,
  queryParameters,
  Route,
  routes,
} from './index.ts'

expectTypeOf<keyof typeof routes>().toEqualTypeOf<Operation>()
expectTypeOf<(typeof routes)[Operation]>().toExtend<Route>()

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never
type ParamsOf<O extends Operation> = Operations[O] extends { params: infer Params } ? keyof Params : never
type QueryOf<O extends Operation> = Operations[O] extends { query: infer Query } ? keyof Query : never
type QueryInTable<O extends Operation> = O extends keyof typeof queryParameters
  ? (typeof queryParameters)[O][number]
  : never
type Agreement = {
  [O in Operation]: [ParameterOf<(typeof routes)[O]['path']>, QueryInTable<O>] extends [
    ParamsOf<O>,
    QueryOf<O>,
  ]
    ? [ParamsOf<O>, QueryOf<O>] extends [ParameterOf<(typeof routes)[O]['path']>, QueryInTable<O>]
      ? true
      : O
    : O
}
expectTypeOf<Agreement[Operation]>().toEqualTypeOf<true>()

type Minting = { [O in Operation]: (typeof routes)[O] extends { mints: true } ? O : never }[Operation]
expectTypeOf<Minting>().toEqualTypeOf<
  'createApiKey' | 'rotateApiKey' | 'createM2MApplication' | 'createClientSecret'
>()
expectTypeOf<Operations[Minting]['response']['value']>().toEqualTypeOf<string | null>()
type ValueElsewhere = {
  [O in Exclude<Operation, Minting>]: 'value' extends keyof Operations[O]['response'] ? O : never
}
expectTypeOf<ValueElsewhere[Exclude<Operation, Minting>]>().toEqualTypeOf<never>()

expectTypeOf<Problem['code']>().toEqualTypeOf<ErrorCode>()

// A listed key never carries a secret, and its state can be asked for in every form it can have.
expectTypeOf<Operations['listApiKeys']['response']>().toEqualTypeOf<Page<ApiKey>>()
expectTypeOf<'value'>().not.toExtend<keyof ApiKey>()
expectTypeOf<
  NonNullable<Operations['listApiKeys']['query']['status']>[number]
>().toEqualTypeOf<ApiKeyStatus>()
expectTypeOf<'-lastUsedAt'>().toExtend<ApiKeySort>()
expectTypeOf<'status'>().not.toExtend<ApiKeySort>()

// Only what WorkOS or Keydesk can change is in a change; a name is for good.
expectTypeOf<keyof Operations['updateApiKey']['body']>().toEqualTypeOf<
  'ownerId' | 'purpose' | 'metadata' | 'expiresAt' | 'permissions'
>()
expectTypeOf<Operations['acknowledgeApiKey']['response']>().toEqualTypeOf<undefined>()
expectTypeOf<AuditEvent['action']>().toEqualTypeOf<AuditAction>()

// What either kind can need is all that both together can.
expectTypeOf<(typeof credentialAttentions)[number]>().toEqualTypeOf<CredentialAttention>()
