import type { Requirement } from './create-verifier.ts'

// RFC 6749 §3.3: anything else would break out of the quotes of WWW-Authenticate.
const scopeToken = /^[\x21\x23-\x5b\x5d-\x7e]+$/
const none: readonly string[] = []

/** Makes what reads a requirement; it throws a TypeError for a permission that cannot be a scope. Each is looked at once. */
export const createSlugCheck = (): ((requirement: Requirement | undefined) => readonly string[]) => {
  const good = new Set<string>()
  return requirement => {
    const permissions = requirement?.permissions ?? none
    for (const permission of permissions) {
      if (good.has(permission)) continue
      if (!scopeToken.test(permission))
        throw new TypeError(`Not a permission slug: ${JSON.stringify(permission)}`)
      // Requirements come from an API's own code; were they made of something else, this keeps the set small.
      if (good.size >= 1_000) good.clear()
      good.add(permission)
    }
    return permissions
  }
}
