import type * as z from 'zod'
import { malformedRequest } from '../keydesk-error.ts'

/** Parameters that may stand in a query more than once. */
const repeatable: readonly string[] = ['kind', 'status', 'owner', 'attention', 'apiKeyId']

/** Reads the query by a strict schema; an unknown, wrongly repeated or ill-formed parameter is `malformed_request`, by name. */
export const readQuery = <Schema extends z.ZodType>(schema: Schema, url: URL): z.output<Schema> => {
  requireWellFormed(url.search)
  const query: Record<string, string | string[]> = Object.create(null)
  for (const [name, value] of url.searchParams) {
    if (repeatable.includes(name)) {
      query[name] = [...(query[name] ?? []), value]
      continue
    }
    if (name in query)
      throw malformedRequest(`The query parameter ${JSON.stringify(name)} is given more than once.`)
    // As a property this name is no property, at the latest once a bundler has rewritten the copy below.
    if (name === '__proto__') throw malformedRequest('The query parameter "__proto__" is unknown.')
    query[name] = value
  }
  const result = schema.safeParse({ ...query })
  if (result.success) return result.data
  const names = result.error.issues.flatMap(issue =>
    issue.code === 'unrecognized_keys' ? issue.keys : issue.path.map(String),
  )
  const list = [...new Set(names)].map(name => JSON.stringify(name.slice(0, 40).toWellFormed()))
  throw malformedRequest(`These query parameters are unknown or ill-formed: ${list.join(', ')}.`)
}

/** URLSearchParams would silently put U+FFFD where the escapes are broken. */
const requireWellFormed = (search: string): void => {
  try {
    decodeURIComponent(search)
  } catch {
    throw malformedRequest('The query is not well-formed.')
  }
}
