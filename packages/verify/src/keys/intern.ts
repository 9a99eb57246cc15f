import type { Credential } from '../credential.ts'
import { createBoundedMap } from './bounded-map.ts'

/**
 * Keeps one copy of what many keys have in common, and makes a credential that nobody can change: the same object is handed
 * to every request.
 */
export const createInterning = (): ((credential: Credential) => Credential) => {
  const strings = createBoundedMap<string>(20_000)
  const subjects = createBoundedMap<Credential['subject']>(20_000)
  const permissionSets = createBoundedMap<readonly string[]>(20_000)

  const same = <Value>(
    pool: { get(key: string): Value | undefined; set(key: string, value: Value): void },
    key: string,
    value: Value,
  ) => {
    const kept = pool.get(key)
    if (kept !== undefined) return kept
    pool.set(key, Object.freeze(value))
    return value
  }
  const text = (value: string) => same(strings, value, value)

  return ({ kind, id, organizationId, subject, permissions, name, expiresAt, ownerId, metadata }) => {
    // Spelled out: a copy by spread takes more memory.
    const credential: Credential = {
      kind,
      id,
      organizationId: text(organizationId),
      subject: same(subjects, `${subject.type} ${subject.id}`, { type: subject.type, id: text(subject.id) }),
      permissions: same(permissionSets, permissions.join('\0'), permissions.map(text)),
      name,
      expiresAt,
    }
    if (ownerId === undefined && metadata === undefined) return Object.freeze(credential)
    return Object.freeze({
      ...credential,
      ...(ownerId !== undefined && { ownerId: text(ownerId) }),
      ...(metadata && { metadata: Object.freeze({ ...metadata }) }),
    })
  }
}
