import { Hono } from 'hono'
import * as z from 'zod'
import { answerNotEmulated, Refusal } from '../http/answers.ts'
import { readJson } from '../http/body.ts'
import { type Control, faultSchema, pathPattern } from './faults.ts'

const requestsSchema = z.strictObject({
  path: pathPattern.optional(),
  method: z.string().toUpperCase().optional(),
})
const auditLogEventsSchema = z.strictObject({ organizationId: z.string().optional() })
const clockSchema = z.strictObject({ offsetSeconds: z.number().min(-1e9).max(1e9) })

/** The control surface, under `/_emulator`. */
export function createControlRoutes({ environment, log, faults, delivery, reset }: Control) {
  return new Hono()
    .get('/health', c => c.json({ status: 'ok' }))
    .post('/reset', c => {
      reset()
      return c.json({ status: 'ok' })
    })
    .get('/requests', c => {
      const { path, method } = parse(requestsSchema, c.req.query())
      const data = log
        .list()
        .filter(it => (!method || it.method === method) && (!path || matches(path, it.path)))
      return c.json({ data })
    })
    .delete('/requests', c => {
      log.clear()
      return c.body(null, 204)
    })
    .post('/faults', async c => {
      faults.add(parse(faultSchema, await readJson(c)))
      return c.json({ status: 'ok' }, 201)
    })
    .delete('/faults', c => {
      faults.clear()
      return c.body(null, 204)
    })
    .post('/clock', async c => {
      const { offsetSeconds } = parse(clockSchema, await readJson(c))
      environment.state.commit([{ table: 'clock', id: 'keys', value: { offsetSeconds } }])
      return c.json({ offsetSeconds })
    })
    .post('/signing-keys', c => c.json({ kid: environment.signer.rotate() }, 201))
    .delete('/signing-keys/old', c => {
      environment.signer.removeOld()
      return c.body(null, 204)
    })
    .get('/audit-log-events', c => {
      const { organizationId } = parse(auditLogEventsSchema, c.req.query())
      const all = [...environment.state.tables.auditLogEvents.values()]
      return c.json({ data: all.filter(it => !organizationId || it.organizationId === organizationId) })
    })
    .get('/webhooks', c => c.json({ data: delivery.list() }))
    .post('/webhooks', async c => {
      delivery.add(parse(delivery.schema, await readJson(c)))
      return c.json({ status: 'ok' }, 201)
    })
    .delete('/webhooks', c => {
      delivery.removeAll()
      return c.body(null, 204)
    })
    .all('/*', answerNotEmulated)
}

function matches(pattern: RegExp, path: string): boolean {
  return pattern.test(path) || pattern.test(path.split('?')[0] ?? '')
}

function parse<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const parsed = schema.safeParse(input)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map(issue =>
    [z.core.toDotPath(issue.path), issue.message].filter(Boolean).join(': '),
  )
  throw new Refusal(400, { message: problems.join('; '), code: 'invalid_control_request' })
}
