import { expectTypeOf } from 'vitest'
import type { ErrorCode, Operation, Operations, Problem, Route, routes } from './index.ts'

expectTypeOf<keyof typeof routes>().toEqualTypeOf<Operation>()
expectTypeOf<(typeof routes)[Operation]>().toExtend<Route>()

type ParameterOf<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ParameterOf<Rest>
  : never
type ParamsOf<O extends Operation> = Operations[O] extends { params: infer Params } ? keyof Params : never
type QueryOf<O extends Operation> = Operations[O] extends { query: infer Query } ? keyof Query : never
type QueryInTable<O extends Operation> = (typeof routes)[O] extends { query: readonly (infer Name)[] }
  ? Name
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

type MintedValue = Operations['createApiKey']['response']['value']
expectTypeOf<MintedValue>().toEqualTypeOf<string | null>()
type ReadsWithValue = {
  [O in Exclude<Operation, 'createApiKey'>]: 'value' extends keyof Operations[O]['response'] ? O : never
}
expectTypeOf<ReadsWithValue[Exclude<Operation, 'createApiKey'>]>().toEqualTypeOf<never>()

expectTypeOf<Problem['code']>().toEqualTypeOf<ErrorCode>()
