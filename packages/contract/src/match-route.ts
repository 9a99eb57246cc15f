import type { Operation } from './operations.ts'
import { routes } from './routes.ts'

/** What a path means: the operation and its parameters, or the methods the path would take, or nothing of ours. */
export type RouteMatch =
  | { operation: Operation; params: Record<string, string> }
  | { operation: null; allow: string[] }
  | null

/**
 * Finds the operation that a method and a path (still percent-encoded, without query) name. Fixed segments win over parameters. What is not
 * served is as if it were not in the table.
 */
export const matchRoute = (
  method: string,
  path: string,
  isServed: (operation: Operation) => boolean = () => true,
): RouteMatch => {
  const allow = new Set<string>()
  for (const operation of operations) {
    if (!isServed(operation)) continue
    const params = matchPath(routes[operation].path, path)
    if (params === null) continue
    if (routes[operation].method === method) return { operation, params }
    allow.add(routes[operation].method)
  }
  return allow.size === 0 ? null : { operation: null, allow: [...allow].sort() }
}

const matchPath = (template: string, path: string): Record<string, string> | null => {
  const expected = template.split('/')
  const given = path.split('/')
  if (expected.length !== given.length) return null
  const params: Record<string, string> = {}
  for (const [index, segment] of expected.entries()) {
    const value = given[index] ?? ''
    if (!segment.startsWith('{')) {
      if (segment !== value) return null
    } else if (value === '') {
      return null
    } else {
      params[segment.slice(1, -1)] = decodeSegment(value)
    }
  }
  return params
}

/** An undecodable segment stays as it is: it names nothing, and the id check says so. */
const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const operations = (Object.keys(routes) as Operation[]).sort(
  (a, b) => parameterCount(routes[a].path) - parameterCount(routes[b].path),
)

function parameterCount(path: string): number {
  return path.split('{').length - 1
}
