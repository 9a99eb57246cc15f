import {
  type Limits,
  m2mApplicationAttentions,
  m2mApplicationSorts,
  m2mApplicationStatuses,
} from '@keydesk/contract'
import * as z from 'zod'
import { nameSchema } from './name.ts'
import { choiceSchema, cursor, factsShape, limit, refuse, textSchema } from './requests.ts'

/** Scopes, at least one; duplicates are dropped. */
const scopesSchema = (most: number) =>
  z
    .array(z.string())
    .overwrite(scopes => [...new Set(scopes)])
    .check(context => {
      if (context.value.length === 0) refuse(context, 'required', 'An application needs a scope.')
      if (context.value.length > most)
        refuse(context, 'too_many', `An application may have ${most} scopes at most.`)
    })
    .meta({ minItems: 1, maxItems: most })

const descriptionSchema = (most: number) =>
  textSchema(most)
    .overwrite(text => text.trim())
    .nullable()

/** What of an application can be said when it is made, and changed afterwards. */
const describedSchema = (judgement: { limits: Limits }) =>
  z.strictObject({
    name: nameSchema(judgement.limits.nameLength),
    description: descriptionSchema(judgement.limits.descriptionLength).optional(),
    scopes: scopesSchema(judgement.limits.scopesPerApplication),
    ...factsShape(judgement),
  })

/** Body of `createM2MApplication`. */
export const createM2MApplicationSchema = (judgement: { limits: Limits }) =>
  describedSchema(judgement).extend({
    choice: choiceSchema.optional(),
    replaces: z.string().min(1).max(200).optional(),
  })

/** Body of `updateM2MApplication`. */
export const updateM2MApplicationSchema = (judgement: { limits: Limits }) =>
  describedSchema(judgement).partial()

/** Body of `testM2MApplication`. */
export const testM2MApplicationSchema = z.strictObject({ clientSecret: z.string().min(1).max(1000) })

/** Query of `listM2MApplications`. */
export const listM2MApplicationsQuery = z.strictObject({
  search: z.string().max(200).default(''),
  status: z.array(z.enum(m2mApplicationStatuses)).default([]),
  owner: z.array(z.string().min(1).max(200)).max(100).default([]),
  attention: z.array(z.enum(m2mApplicationAttentions)).default([]),
  replaces: z.string().min(1).max(200).optional(),
  sort: z
    .enum([...m2mApplicationSorts, ...m2mApplicationSorts.map(sort => `-${sort}` as const)])
    .default('-createdAt'),
  limit,
  cursor,
})
