import { createHash } from 'node:crypto'
import { keepSecret } from '../connect/client-secret.ts'
import type { Change } from '../state/records.ts'
import type { Seed } from './seed.ts'
import { createStableId, seedTime } from './stable-id.ts'

/** The M2M applications a seed names and their secrets, as changes; a generated secret is the same at every start. */
export function listSeedApplications(seed: Seed): Change[] {
  return seed.applications.flatMap(({ organization, secrets, ...entry }, index): Change[] => {
    const createdAt = entry.createdAt ?? new Date(seedTime + index).toISOString()
    const at = Date.parse(createdAt)
    const name = `${organization} ${createdAt} ${entry.name}`
    const id = entry.id ?? createStableId({ prefix: 'conn_app', name, at })
    const clientId = entry.clientId ?? createStableId({ prefix: 'client', name, at })
    const timestamps = { createdAt, updatedAt: createdAt }
    const application = { ...entry, id, clientId, organizationId: organization, ...timestamps }
    return [
      { table: 'applications', id, value: application },
      ...secrets.map((secret, index) => buildSecret({ ...secret, id, name, index, at })),
    ]
  })
}

/** A secret of the application `id`; one without a date is as old as the application. */
function buildSecret(secret: {
  id: string
  name: string
  index: number
  at: number
  value?: string | undefined
  createdAt?: string | undefined
  lastUsedAt: string | null
}): Change {
  const { value, lastUsedAt } = secret
  const createdAt = secret.createdAt ?? new Date(secret.at + secret.index).toISOString()
  const name = secret.index === 0 ? secret.name : `${secret.name} ${secret.index}`
  const id = createStableId({ prefix: 'secret', name, at: Date.parse(createdAt) })
  return {
    table: 'clientSecrets',
    id,
    value: {
      id,
      applicationId: secret.id,
      ...keepSecret(value ?? createHash('sha256').update(name).digest('hex')),
      lastUsedAt,
      createdAt,
      updatedAt: createdAt,
    },
  }
}
