import { type ApiKeyPolicy, type Limits, pageSize } from '@keydesk/contract'
import * as z from 'zod'
import { parseInstant } from './instant.ts'
import { nameSchema } from './name.ts'

const dayMs = 86_400_000

/** Body of `createApiKey`, by the host's limits and policy and the broker's clock. Permissions lose their duplicates. */
export const createApiKeySchema = ({
  limits,
  policy,
  now,
}: {
  limits: Limits
  policy: ApiKeyPolicy
  now: () => Date
}) =>
  z.strictObject({
    name: nameSchema(limits.nameLength),
    permissions: z
      .array(z.string())
      .overwrite(slugs => [...new Set(slugs)])
      .check(context => {
        if (context.value.length <= limits.permissionsPerKey) return
        context.issues.push({
          code: 'custom',
          input: context.value,
          message: `A key may have ${limits.permissionsPerKey} permissions at most.`,
          params: { code: 'too_many' },
        })
      })
      .meta({ maxItems: limits.permissionsPerKey }),
    expiresAt: z
      .string()
      .nullable()
      .check(context => {
        const refusal = judgeExpiry({ expiresAt: context.value, policy, now: now() })
        if (refusal) context.issues.push({ code: 'custom', input: context.value, ...refusal })
      })
      .meta({
        format: 'date-time',
        description: 'In the future; null: never, where the policy allows it.',
      }),
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

const limit = z
  .string()
  .regex(/^[1-9]\d{0,2}$/)
  .transform(Number)
  .pipe(z.int().min(pageSize.min).max(pageSize.max))
  .default(pageSize.default)

/** Query of `listApiKeys`. */
export const listApiKeysQuery = z.strictObject({ limit, cursor: z.string().min(1).max(1000).optional() })

/** Query of `listMembers`. */
export const listMembersQuery = z.strictObject({ limit, search: z.string().max(200).default('') })
