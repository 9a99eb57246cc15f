import { Hono } from 'hono'
import * as z from 'zod'
import type { Environment } from '../environment.ts'
import { parseQuery } from '../http/body.ts'
import { paginate } from '../http/pagination.ts'
import { isKept, shapeEvent } from './record-events.ts'

const time = z
  .string()
  .refine(text => /^\d{4}-\d\d-\d\d/.test(text) && !Number.isNaN(Date.parse(text)), 'invalid_date')
  .transform(text => Date.parse(text))
const filterSchema = z.object({ range_start: time.optional(), range_end: time.optional() })

/** `GET /events`: the last 30 days, by name, organization and time. */
export function createEventRoutes(environment: Environment) {
  return new Hono().get('/events', c => {
    const query = c.req.query()
    const { range_start: from, range_end: to } = parseQuery(filterSchema, query)
    const { organization_id: organizationId, after, before } = query
    // The SDK joins names with commas.
    const names = c.req.queries('events')?.flatMap(value => value.split(','))
    const items = [...environment.state.tables.events.values()].filter(it => {
      // A cursor is only a place: it may be an event that the filters leave out, such as one from a webhook.
      if (it.id === after || it.id === before) return true
      const at = Date.parse(it.createdAt)
      return (
        isKept(it, environment) &&
        (names === undefined || names.includes(it.name)) &&
        (organizationId === undefined || it.organizationId === organizationId) &&
        (from === undefined || at >= from) &&
        (to === undefined || at < to)
      )
    })
    const { list_metadata, ...page } = paginate({ items, query, shape: shapeEvent })
    return c.json({ ...page, list_metadata: { after: list_metadata.after } })
  })
}
