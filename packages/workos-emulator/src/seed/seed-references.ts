import type * as z from 'zod'
import { createReceiverSchema } from '../webhooks/receiver.ts'
import type { SeedContent } from './seed.ts'

/** Reports names that are used twice, and names that nothing in the seed carries. */
export function checkReferences(seed: SeedContent, context: z.RefinementCtx): void {
  const report = (path: (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path, message })

  const unique = (table: string, field: string, values: string[]) => {
    const seen = new Set<string>()
    for (const [index, value] of values.entries()) {
      if (seen.has(value)) report([table, index, field], `"${value}" is used twice`)
      seen.add(value)
    }
    return seen
  }

  const organizations = unique(
    'organizations',
    'id',
    seed.organizations.map(it => it.id),
  )
  const users = unique(
    'users',
    'id',
    seed.users.map(it => it.id),
  )
  unique(
    'users',
    'email',
    seed.users.map(it => it.email.toLowerCase()),
  )
  const permissions = unique(
    'permissions',
    'slug',
    seed.permissions.map(it => it.slug),
  )
  const roles = unique(
    'roles',
    'slug',
    seed.roles.map(it => it.slug),
  )
  unique(
    'memberships',
    'user',
    seed.memberships.map(it => `${it.user} in ${it.organization}`),
  )

  const knows = (names: Set<string>, kind: string, name: string, path: (string | number)[]) => {
    if (!names.has(name)) report(path, `there is no ${kind} "${name}"`)
  }
  const knowsAll = (names: Set<string>, kind: string, list: string[], path: (string | number)[]) => {
    for (const [index, name] of list.entries()) knows(names, kind, name, [...path, index])
  }

  for (const [index, role] of seed.roles.entries()) {
    knowsAll(permissions, 'permission', role.permissions, ['roles', index, 'permissions'])
    if (role.organization !== null) {
      knows(organizations, 'organization', role.organization, ['roles', index, 'organization'])
    }
  }
  for (const [index, membership] of seed.memberships.entries()) {
    knows(users, 'user', membership.user, ['memberships', index, 'user'])
    knows(organizations, 'organization', membership.organization, ['memberships', index, 'organization'])
    knowsAll(roles, 'role', membership.roles, ['memberships', index, 'roles'])
  }
  unique(
    'webhooks',
    'url',
    seed.webhooks.map(it => it.url),
  )
  const receiver = createReceiverSchema(seed.settings.webhookOrigins)
  for (const [index, webhook] of seed.webhooks.entries()) {
    for (const issue of receiver.safeParse(webhook).error?.issues ?? []) {
      report(['webhooks', index, 'url'], issue.message)
    }
  }
  for (const field of ['id', 'clientId'] as const) {
    // Positions without a name of their own get one that nobody else has.
    unique(
      'applications',
      field,
      seed.applications.map((it, index) => it[field] ?? `${index}`),
    )
  }
  for (const [index, application] of seed.applications.entries()) {
    knows(organizations, 'organization', application.organization, ['applications', index, 'organization'])
  }
  for (const [index, key] of seed.apiKeys.entries()) {
    knows(organizations, 'organization', key.organization, ['apiKeys', index, 'organization'])
    knowsAll(permissions, 'permission', key.permissions, ['apiKeys', index, 'permissions'])
  }
}
