import * as z from 'zod'
import { refuseFields } from './answers.ts'
import { parseQuery } from './body.ts'

const querySchema = z.object({
  before: z.string().min(1, 'invalid_cursor').optional(),
  after: z.string().min(1, 'invalid_cursor').optional(),
  limit: z
    .string()
    .regex(/^\d{1,9}$/, 'invalid_limit')
    .transform(Number)
    .refine(limit => limit >= 1 && limit <= 100, 'invalid_limit')
    .default(10),
  order: z.enum(['normal', 'asc', 'desc'], 'invalid_order').default('desc'),
})

/** A page as WorkOS sends it. */
export type List<Shape> = {
  object: 'list'
  data: Shape[]
  list_metadata: { before: string | null; after: string | null }
}

/**
 * One page of records given in order of creation. `after` continues the list as ordered and `before` goes back;
 * with `order=normal` the list is descending and the two change places. An unknown cursor is 422.
 */
export function paginate<Item extends { id: string }, Shape>(options: {
  items: Item[]
  query: Record<string, string>
  shape: (item: Item) => Shape
}): List<Shape> {
  const { items, shape } = options
  const query = parseQuery(querySchema, options.query)
  const { limit, order } = query
  const reversed = order === 'normal'
  const { before, after } = reversed ? { before: query.after, after: query.before } : query
  if (before !== undefined && after !== undefined) {
    throw refuseFields([{ code: 'before_and_after', field: 'before' }])
  }

  const ordered = order === 'asc' ? items : items.toReversed()
  const find = (cursor: string, field: string) => {
    const index = ordered.findIndex(item => item.id === cursor)
    if (index === -1) throw refuseFields([{ code: 'invalid_cursor', field }])
    return index
  }
  let start = 0
  let end = limit
  if (after !== undefined) {
    start = find(after, reversed ? 'before' : 'after') + 1
    end = start + limit
  } else if (before !== undefined) {
    end = find(before, reversed ? 'after' : 'before')
    start = Math.max(0, end - limit)
  }
  const page = ordered.slice(start, end)
  const first = start > 0 ? (page.at(0)?.id ?? null) : null
  const last = end < ordered.length ? (page.at(-1)?.id ?? null) : null
  return {
    object: 'list',
    data: page.map(shape),
    list_metadata: reversed ? { before: last, after: first } : { before: first, after: last },
  }
}
