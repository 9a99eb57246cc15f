import {
  type ApiKeyPolicy,
  apiKeyAttentions,
  apiKeySorts,
  apiKeyStatuses,
  bulkRevokeMax,
  choiceQuestions,
  type FieldErrorCode,
  type Limits,
  pageSize,
  usageEntriesMax,
} from '@keydesk/contract'
import * as z from 'zod'
import { parseInstant } from './instant.ts'
import { countCharacters, nameSchema } from './name.ts'

const dayMs = 86_400_000

/** What the body about a key is judged by: the host's limits and rules for keys, and the broker's clock. */
export interface Judgement {
  limits: Limits
  policy: ApiKeyPolicy
  now: () => Date
}

/** Says what is wrong with a value. */
export const refuse = (context: z.core.ParsePayload, code: FieldErrorCode, message: string) => {
  context.issues.push({ code: 'custom', input: context.value, message, params: { code } })
}

/** Permission slugs; duplicates are dropped. */
const permissionsSchema = (most: number) =>
  z
    .array(z.string())
    .overwrite(slugs => [...new Set(slugs)])
    .check(context => {
      if (context.value.length > most)
        refuse(context, 'too_many', `A key may have ${most} permissions at most.`)
    })
    .meta({ maxItems: most })

const expirySchema = ({ policy, now }: Judgement) =>
  z
    .string()
    .nullable()
    .check(context => {
      const refusal = judgeExpiry({ expiresAt: context.value, policy, now: now() })
      if (refusal) context.issues.push({ code: 'custom', input: context.value, ...refusal })
    })
    .meta({ format: 'date-time', description: 'In the future; null: never, where the policy allows it.' })

/** Text of the host's people, after NFC. */
export const textSchema = (most: number) =>
  z
    .string()
    .normalize('NFC')
    .check(context => {
      if (countCharacters(context.value) > most) {
        refuse(context, 'too_long', `This may have ${most} characters at most.`)
      }
      if (!context.value.isWellFormed()) refuse(context, 'invalid', 'This is no well-formed text.')
    })
    .meta({ maxLength: most })

const purposeSchema = ({ limits }: Pick<Judgement, 'limits'>) =>
  textSchema(limits.purposeLength)
    .overwrite(text => text.trim())
    .nullable()

const metadataSchema = ({ limits }: Pick<Judgement, 'limits'>) =>
  z
    .record(textSchema(limits.metadataKeyLength).min(1), textSchema(limits.metadataValueLength))
    .check(context => {
      if (Object.keys(context.value).length > limits.metadataPairs) {
        refuse(context, 'too_many', `There may be ${limits.metadataPairs} pairs at most.`)
      }
    })
    .meta({ maxProperties: limits.metadataPairs })

/** What Keydesk alone knows of a credential. */
export const factsShape = (judgement: Pick<Judgement, 'limits'>) => ({
  ownerId: z.string().min(1).max(200).optional(),
  purpose: purposeSchema(judgement).optional(),
  metadata: metadataSchema(judgement).optional(),
})

/** What was answered to the questions that tell the kinds apart. */
export const choiceSchema = z.strictObject({
  caller: z.enum(choiceQuestions.caller),
  canDoOAuth: z.enum(choiceQuestions.canDoOAuth),
  tokenLifetime: z.enum(choiceQuestions.tokenLifetime),
})

/** Body of `createApiKey`. */
export const createApiKeySchema = (judgement: Judgement) =>
  z.strictObject({
    name: nameSchema(judgement.limits.nameLength),
    permissions: permissionsSchema(judgement.limits.permissionsPerKey),
    expiresAt: expirySchema(judgement),
    ...factsShape(judgement),
    choice: choiceSchema.optional(),
  })

/** Body of `updateApiKey`. */
export const updateApiKeySchema = (judgement: Judgement) =>
  z.strictObject({
    ...factsShape(judgement),
    expiresAt: expirySchema(judgement).optional(),
    permissions: permissionsSchema(judgement.limits.permissionsPerKey).optional(),
  })

/** Body of `rotateApiKey`. */
export const rotateApiKeySchema = (judgement: Judgement) =>
  z.strictObject({
    overlapSeconds: z.int().min(0).max(judgement.policy.maxOverlapSeconds),
    expiresAt: expirySchema(judgement).optional(),
    name: nameSchema(judgement.limits.nameLength).optional(),
    permissions: permissionsSchema(judgement.limits.permissionsPerKey).optional(),
  })

/** Body of `bulkRevokeApiKeys`. */
export const bulkRevokeSchema = z.strictObject({
  ids: z
    .array(z.string())
    .min(1)
    .overwrite(ids => [...new Set(ids)])
    .check(context => {
      if (context.value.length > bulkRevokeMax) {
        refuse(context, 'too_many', `${bulkRevokeMax} keys at most can be revoked at once.`)
      }
    })
    .meta({ maxItems: bulkRevokeMax }),
})

const judgeExpiry = ({
  expiresAt,
  policy,
  now,
}: {
  expiresAt: string | null
  policy: ApiKeyPolicy
  now: Date
}) => {
  if (expiresAt === null) {
    if (policy.mayNeverExpire) return null
    return { message: 'A key must expire; choose a date.', params: { code: 'expiry_required' } }
  }
  const instant = parseInstant(expiresAt)
  if (instant === null || instant <= now || instant.getUTCFullYear() > 9999) {
    return {
      message: 'The expiry must be a date and time in the future.',
      params: { code: 'invalid_expiry' },
    }
  }
  const { maxLifetimeDays } = policy
  if (maxLifetimeDays !== null && instant.getTime() - now.getTime() > maxLifetimeDays * dayMs) {
    return {
      message: `A key may live for ${maxLifetimeDays} days at most.`,
      params: { code: 'expiry_too_late' },
    }
  }
  return null
}

/** Body of `testApiKey`. */
export const testApiKeySchema = z.strictObject({ value: z.string().min(1) })

/** Body of `verifyCredential`. */
export const verifyCredentialSchema = z.strictObject({ value: z.string().min(1) })

/** How far the clock of a gate may be ahead of the broker's. */
const usageSkewMs = 180_000

/** Body of `reportUsage`. */
export const reportUsageSchema = ({ now }: Pick<Judgement, 'now'>) =>
  z.strictObject({
    entries: z
      .array(
        z.strictObject({
          id: z.string().min(1).max(200),
          count: z.int().min(1).max(2_147_483_647),
          lastUsedAt: z
            .string()
            .check(context => {
              const at = parseInstant(context.value)?.getTime() ?? Number.NaN
              if (at >= 0 && at <= now().getTime() + usageSkewMs) return
              refuse(context, 'invalid', 'A use is at a time that has passed, in RFC 3339.')
            })
            .meta({ format: 'date-time', description: 'Not in the future.' }),
        }),
      )
      .min(1)
      .check(context => {
        if (context.value.length > usageEntriesMax)
          refuse(context, 'too_many', `One report may tell of ${usageEntriesMax} keys at most.`)
      })
      .meta({ maxItems: usageEntriesMax }),
  })

/** How many a page may hold. */
export const limit = z
  .string()
  .regex(/^[1-9]\d{0,2}$/)
  .transform(Number)
  .pipe(z.int().min(pageSize.min).max(pageSize.max))
  .default(pageSize.default)

/** Where a page starts. */
export const cursor = z.string().min(1).max(1000).optional()

/** Query of `listApiKeys`. */
export const listApiKeysQuery = z.strictObject({
  search: z.string().max(200).default(''),
  status: z.array(z.enum(apiKeyStatuses)).default([]),
  owner: z.array(z.string().min(1).max(200)).max(100).default([]),
  attention: z.array(z.enum(apiKeyAttentions)).default([]),
  sort: z.enum([...apiKeySorts, ...apiKeySorts.map(sort => `-${sort}` as const)]).default('-createdAt'),
  limit,
  cursor,
})

/** Query of `listAuditEvents`. */
export const listAuditEventsQuery = z.strictObject({
  credentialId: z.string().min(1).max(200).optional(),
  limit,
  cursor,
})

/** Query of `listMembers`. */
export const listMembersQuery = z.strictObject({ limit, search: z.string().max(200).default('') })
