import type { Credential, Subject } from '../credential.ts'
import { createBoundedMap } from '../keys/bounded-map.ts'
import { createTimestamps } from './create-timestamps.ts'

/** The claims of a token that make its credential, checked. `expiresAt`: milliseconds since 1970. */
export interface CredentialClaims {
  clientId: string
  organizationId: string
  scope: string
  expiresAt: number
}

/**
 * Makes what turns checked claims into a credential that nobody can change. What many tokens have in common, whose they are and what
 * they may do, is kept once: the less a new token leaves in memory, the less it costs.
 */
export const createCredentialMaker = (): ((claims: CredentialClaims) => Credential) => {
  const subjects = createBoundedMap<Subject>(1_000)
  const permissionSets = createBoundedMap<readonly string[]>(1_000)
  const toTimestamp = createTimestamps()

  const toSubject = (organizationId: string): Subject => {
    const known = subjects.get(organizationId)
    if (known !== undefined) return known
    const subject = Object.freeze({ type: 'organization' as const, id: organizationId })
    subjects.set(organizationId, subject)
    return subject
  }
  const toPermissions = (scope: string): readonly string[] => {
    const known = permissionSets.get(scope)
    if (known !== undefined) return known
    const permissions = Object.freeze(scope === '' ? [] : scope.split(' '))
    permissionSets.set(scope, permissions)
    return permissions
  }

  return ({ clientId, organizationId, scope, expiresAt }) => {
    const subject = toSubject(organizationId)
    return Object.freeze({
      kind: 'm2m' as const,
      id: clientId,
      organizationId: subject.id,
      subject,
      permissions: toPermissions(scope),
      name: null,
      expiresAt: toTimestamp(expiresAt),
    })
  }
}
