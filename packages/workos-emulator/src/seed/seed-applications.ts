import { keepSecret } from '../connect/client-secret.ts'
import type { Change } from '../state/records.ts'
import type { Seed } from './seed.ts'
import { createStableId, seedTime } from './stable-id.ts'

/** The M2M applications a seed names, as changes; one that names a secret has that one. */
export function listSeedApplications(seed: Seed): Change[] {
  return seed.applications.flatMap(({ organization, secret, ...entry }, index): Change[] => {
    const at = seedTime + index
    const createdAt = new Date(at).toISOString()
    const timestamps = { createdAt, updatedAt: createdAt }
    const name = `${organization} ${createdAt} ${entry.name}`
    const id = entry.id ?? createStableId({ prefix: 'conn_app', name, at })
    const clientId = entry.clientId ?? createStableId({ prefix: 'client', name, at })
    const application = { ...entry, id, clientId, organizationId: organization, ...timestamps }
    const changes: Change[] = [{ table: 'applications', id, value: application }]
    if (secret === undefined) return changes
    const secretId = createStableId({ prefix: 'secret', name, at })
    const value = {
      ...{ id: secretId, applicationId: id, ...keepSecret(secret) },
      ...{ lastUsedAt: null, ...timestamps },
    }
    return [...changes, { table: 'clientSecrets', id: secretId, value }]
  })
}
