import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import * as z from 'zod'
import { scopesSchema } from '../connect/application.ts'
import { receiverSchema } from '../webhooks/receiver.ts'
import { checkReferences } from './seed-references.ts'

const slug = z.string().regex(/^[a-z0-9_:.*-]+$/, 'must be lowercase letters, digits and - _ : . *')
const id = z.string().min(1)
const text = z.string().min(1)

const keySchema = z.strictObject({
  organization: id,
  name: text,
  permissions: z.array(slug).default([]),
  id: z.string().startsWith('api_key_').optional(),
  value: z.string().startsWith('sk_').min(20).optional(),
  createdAt: z.iso.datetime().optional(),
  lastUsedAt: z.iso.datetime().nullable().default(null),
  expiresAt: z.iso.datetime().nullable().default(null),
})

const keySeriesSchema = z.strictObject({
  organization: id,
  count: z.int().min(1).max(1_000_000),
  namePrefix: text.default('Key'),
  permissions: z.array(slug).default([]),
})

const secretSchema = z.strictObject({
  value: z.string().min(20).optional(),
  createdAt: z.iso.datetime().optional(),
  lastUsedAt: z.iso.datetime().nullable().default(null),
})

const applicationSchema = z.strictObject({
  organization: id,
  name: text,
  description: z.string().nullable().default(null),
  scopes: scopesSchema.default([]),
  id: z.string().startsWith('conn_app_').optional(),
  clientId: z.string().startsWith('client_').optional(),
  createdAt: z.iso.datetime().optional(),
  secrets: z.array(secretSchema).default([]),
})

const settingsSchema = z.strictObject({
  accessTokenSeconds: z.int().min(1).default(300),
  /** Whether the tokens of sessions name the issuer of M2M tokens, as they do under a domain of one's own. */
  sharedIssuer: z.boolean().default(false),
  m2mTokenSeconds: z.int().min(1).default(300),
  /** The `aud` of M2M tokens; the environment's client id unless given, none when null. */
  m2mAudience: z
    .union([text, z.array(text).min(1)])
    .nullable()
    .optional(),
  refreshGraceSeconds: z.number().min(0).default(10),
  codeSeconds: z.int().min(1).default(600),
  redirectOrigins: z.array(z.url({ protocol: /^https?$/ })).default([]),
  strictAuditLogs: z.boolean().default(false),
  webhookOrigins: z.array(z.url({ protocol: /^https?$/ })).default([]),
  webhookTimeoutSeconds: z.number().positive().default(10),
  webhookRetrySeconds: z.number().positive().default(1),
  webhookRetryMaxSeconds: z.number().positive().default(30),
  webhookGiveUpSeconds: z.number().positive().default(259_200),
})

/** A seed file: who exists, what they may do, which keys there are at first, and the emulator's settings. */
export const seedSchema = z
  .strictObject({
    organizations: z.array(z.strictObject({ id, name: text })),
    users: z.array(z.strictObject({ id, email: z.email(), firstName: text, lastName: text })),
    permissions: z.array(
      z.strictObject({
        slug,
        name: text,
        description: z.string().nullable().default(null),
        system: z.boolean().default(false),
      }),
    ),
    roles: z.array(
      z.strictObject({
        slug,
        name: text,
        description: z.string().nullable().default(null),
        organization: id.nullable().default(null),
        permissions: z.array(slug),
      }),
    ),
    memberships: z.array(
      z.strictObject({
        user: id,
        organization: id,
        roles: z.tuple([slug], slug),
        status: z.enum(['active', 'inactive', 'pending']).default('active'),
      }),
    ),
    apiKeys: z.array(z.union([keySchema, keySeriesSchema])).default([]),
    applications: z.array(applicationSchema).default([]),
    webhooks: z.array(receiverSchema).default([]),
    settings: settingsSchema.prefault({}),
  })
  .superRefine(checkReferences)

/** What a seed file may say. */
export type SeedInput = z.input<typeof seedSchema>
export type SeedContent = z.output<typeof seedSchema>
export type Settings = SeedContent['settings']
/** A checked seed, with a fingerprint of what it puts into the directory. */
export type Seed = SeedContent & { fingerprint: string }

/** Says which seed is wrong and where, one problem per line. */
export class SeedError extends Error {
  constructor(name: string, problems: string[]) {
    super(`${name} is not a valid seed:\n${problems.map(problem => `  ${problem}`).join('\n')}`)
    this.name = 'SeedError'
  }
}

/** Checks a seed; throws `SeedError` naming every problem and its path. */
export function parseSeed(options: { input: unknown; name: string }): Seed {
  const parsed = seedSchema.safeParse(options.input)
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      issue => `${z.core.toDotPath(issue.path) || '(top)'}: ${issue.message}`,
    )
    throw new SeedError(options.name, problems)
  }
  const { settings, apiKeys, applications, webhooks, ...directory } = parsed.data
  const fingerprint = createHash('sha256').update(JSON.stringify(directory)).digest('hex')
  return { ...directory, settings, apiKeys, applications, webhooks, fingerprint }
}

/** Reads a seed file and checks it; throws `SeedError`. */
export function readSeedFile(path: string): SeedInput {
  const name = `Seed file ${path}`
  let input: unknown
  try {
    input = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new SeedError(name, [error instanceof Error ? error.message : String(error)])
  }
  const { fingerprint: _, ...content } = parseSeed({ input, name })
  return content
}
