import type {
  M2MApplication,
  M2MApplicationStatus,
  Page,
  TestM2MApplicationBody,
  UpdateM2MApplicationBody,
} from '@keydesk/contract'
import { makeSecret, withApplicationAttention } from './applications.ts'
import { inDays, now } from './clock.ts'
import type { Answers } from './to-answers.ts'
import type { World } from './world.ts'

/** What a world says of applications that are there already. */
export const toApplicationAnswers = (
  world: World,
  page: <Item>(all: Item[], query: URLSearchParams) => Omit<Page<Item>, 'total'>,
): Answers => {
  const change = (id: string, to: (application: M2MApplication) => Partial<M2MApplication>) => {
    world.applications = world.applications.map(application =>
      application.id === id ? withApplicationAttention({ ...application, ...to(application) }) : application,
    )
    const found = world.applications.find(application => application.id === id)
    if (found === undefined) throw new Error(`No application of this story is ${id}.`)
    return found
  }
  return {
    listM2MApplications: ({ query }) => {
      const statuses = query.getAll('status') as M2MApplicationStatus[]
      const search = (query.get('search') ?? '').toLowerCase()
      const replaced = query.get('replaces')
      const found = world.applications.filter(
        ({ status, name, clientId, replaces }) =>
          (replaced === null || replaces === replaced) &&
          (statuses.length > 0 ? statuses.includes(status) : status !== 'deleted') &&
          `${name} ${clientId}`.toLowerCase().includes(search),
      )
      return { ...page(found, query), total: found.length }
    },
    updateM2MApplication: async ({ id, body }) => {
      const { ownerId, ...changed }: UpdateM2MApplicationBody = await body()
      const owner = world.members.find(person => person.id === ownerId)
      return change(id, () => ({ ...changed, ...(owner && { owner }) }))
    },
    deleteM2MApplication: ({ id }) => void change(id, () => ({ status: 'deleted' })),
    createClientSecret: ({ id }) => {
      const secret = makeSecret({ id: 'secret_new', hint: 'd41e', createdAt: inDays(0), lastUsedAt: null })
      change(id, ({ secrets }) => ({
        secrets: [
          secret,
          ...secrets.map(old => (old.status === 'deleted' ? old : { ...old, status: 'rotating' as const })),
        ],
      }))
      const value = `secret_${'workshop0'.repeat(6)}${secret.hint}`
      return { secret, value: world.losesSecret ? null : value }
    },
    deleteClientSecret: ({ id, secretId }) =>
      void change(id, ({ secrets }) => ({
        secrets: secrets.map(secret =>
          secret.id === secretId ? { ...secret, status: 'deleted' } : { ...secret, status: 'active' },
        ),
      })),
    testM2MApplication: async ({ id, body }) => {
      const { clientSecret }: TestM2MApplicationBody = await body()
      const { clientId, scopes } = change(id, () => ({}))
      if (clientSecret === '' || !world.testPasses) return { accepted: false, problem: 'invalid_client' }
      const iat = now / 1000
      return {
        accepted: true,
        header: { alg: 'RS256' },
        claims: {
          iss: 'https://auth.northwind.test',
          sub: clientId,
          org_id: world.session.organization.id,
          scope: scopes.join(' '),
          iat,
          exp: iat + 300,
        },
      }
    },
  }
}
