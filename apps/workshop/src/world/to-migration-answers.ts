import type {
  CreateM2MApplicationBody,
  Page,
  RescheduleMigrationBody,
  StartMigrationBody,
} from '@keydesk/contract'
import { statusOf } from './api-keys.ts'
import { makeApplication, makeSecret } from './applications.ts'
import { inDays } from './clock.ts'
import { makeMigration } from './migrations.ts'
import type { Answers } from './to-answers.ts'
import type { World } from './world.ts'

/** What a world says of applications that take over from keys, and of the plans to move to them. */
export const toMigrationAnswers = (
  world: World,
  page: <Item>(all: Item[], query: URLSearchParams) => Omit<Page<Item>, 'total'>,
): Answers => {
  const find = <Item extends { id: string }>(items: Item[], wanted: string): Item => {
    const found = items.find(({ id }) => id === wanted)
    if (found === undefined) throw new Error(`Nothing of this story is ${wanted}.`)
    return found
  }
  const change = (id: string, changed: Partial<World['migrations'][number]>) => {
    world.migrations = world.migrations.map(plan => (plan.id === id ? { ...plan, ...changed } : plan))
    return find(world.migrations, id)
  }
  const endKey = (id: string, expiresAt: string | null, status?: 'revoked') => {
    world.apiKeys = world.apiKeys.map(apiKey =>
      apiKey.id === id
        ? { ...apiKey, expiresAt, status: status ?? statusOf({ ...apiKey, expiresAt }) }
        : apiKey,
    )
    return find(world.apiKeys, id)
  }
  return {
    listScopes: () => ({ data: world.scopes }),
    createM2MApplication: async ({ body }) => {
      const { ownerId, choice: _, ...wanted }: CreateM2MApplicationBody = await body()
      const owner = world.members.find(({ id }) => id === ownerId) ?? world.session.actor
      const secret = makeSecret({ createdAt: inDays(0), lastUsedAt: null })
      const application = makeApplication({
        ...wanted,
        secrets: [secret],
        owner,
        createdAt: inDays(0),
        lastUsedAt: null,
      })
      world.applications = [application, ...world.applications]
      const value = `secret_${'workshop0'.repeat(6)}${secret.hint}`
      return { application, secret, value: world.losesSecret ? null : value }
    },
    listMigrations: ({ query }) => {
      const found = world.migrations.filter(
        ({ apiKey }) => !query.has('apiKeyId') || query.getAll('apiKeyId').includes(apiKey.id),
      )
      return { ...page(found, query), total: found.length }
    },
    getMigration: ({ id }) => find(world.migrations, id),
    startMigration: async ({ body }) => {
      const { apiKeyId, applicationId, endsAt }: StartMigrationBody = await body()
      const application = find(world.applications, applicationId)
      const { expiresAt: formerEnd } = find(world.apiKeys, apiKeyId)
      const plan = makeMigration(endKey(apiKeyId, endsAt), application, { endsAt, formerEnd })
      world.migrations = [plan, ...world.migrations]
      return plan
    },
    rescheduleMigration: async ({ id, body }) => {
      const { endsAt }: RescheduleMigrationBody = await body()
      return change(id, { endsAt, apiKey: endKey(find(world.migrations, id).apiKey.id, endsAt) })
    },
    finishMigration: ({ id }) => {
      const { apiKey } = find(world.migrations, id)
      const ended = endKey(apiKey.id, apiKey.expiresAt, 'revoked')
      return change(id, { status: 'finished', endedAt: inDays(0), safeToFinish: false, apiKey: ended })
    },
    cancelMigration: ({ id }) => {
      const { apiKey, application, formerEnd } = find(world.migrations, id)
      return change(id, {
        status: 'cancelled',
        endedAt: inDays(0),
        safeToFinish: false,
        apiKey: endKey(apiKey.id, formerEnd),
        application: { ...application, status: 'deleted' },
      })
    },
  }
}
