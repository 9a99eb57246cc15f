import { Hono } from 'hono'
import * as z from 'zod'
import type { Environment } from '../environment.ts'
import { answerNotEmulated, Refusal, refuseFields, refuseMissing } from '../http/answers.ts'
import { parseBody, readJson, requiredText } from '../http/body.ts'
import { runOnce } from '../http/idempotency.ts'
import { paginate } from '../http/pagination.ts'
import type { Application } from '../state/records.ts'
import { deleteApplications, requireApplication, scopesSchema, shapeApplication } from './application.ts'

const registrationsSchema = z.array(z.enum(['authenticated', 'dynamic']))
const description = z.string('invalid_type').nullish()
const createSchema = z.object({
  application_type: z.literal('m2m', 'invalid_application_type'),
  organization_id: requiredText,
  name: requiredText,
  description,
  scopes: scopesSchema.nullish(),
})
const updateSchema = z.object({
  name: requiredText.optional(),
  description,
  scopes: scopesSchema.nullish(),
  redirect_uris: z.null('oauth_applications_only').optional(),
})

/** `GET` and `POST /connect/applications`, `GET`, `PUT` and `DELETE /connect/applications/{id}`, for M2M applications. */
export function createApplicationRoutes(environment: Environment) {
  const { state, now, createId } = environment

  return new Hono()
    .get('/connect/applications', c => {
      const { organization_id: organizationId } = c.req.query()
      if (organizationId !== undefined && !state.tables.organizations.has(organizationId)) {
        throw new Refusal(422, { message: `Organization not found: '${organizationId}'.` })
      }
      // The SDK joins registration types with commas. Those made here are authenticated, which is what WorkOS lists unless asked.
      const given = c.req.queries('registration_types')?.flatMap(value => value.split(','))
      const types = registrationsSchema.safeParse(given ?? ['authenticated'])
      if (!types.success) {
        throw refuseFields([{ code: 'invalid_registration_type', field: 'registration_types' }])
      }
      const items = types.data.includes('authenticated')
        ? [...state.tables.applications.values()].filter(
            it => organizationId === undefined || it.organizationId === organizationId,
          )
        : []
      return c.json(paginate({ items, query: c.req.query(), shape: shapeApplication }))
    })
    .post('/connect/applications', async c => {
      const body = await readJson(c)
      if (z.object({ application_type: z.literal('oauth') }).safeParse(body).success) {
        return answerNotEmulated(c)
      }
      return runOnce({
        c,
        environment,
        body,
        decide: () => {
          const application = buildApplication(parseBody(createSchema, body))
          return {
            status: 201,
            answer: shapeApplication(application),
            changes: [{ table: 'applications', id: application.id, value: application }],
          }
        },
      })
    })
    .get('/connect/applications/:id', c =>
      c.json(shapeApplication(requireApplication(environment, c.req.param('id')))),
    )
    .put('/connect/applications/:id', async c => {
      const application = requireApplication(environment, c.req.param('id'))
      const body = parseBody(updateSchema, await readJson(c))
      // What is null is emptied, what is left out stays: the SDK sends null for all it was not given.
      const value = {
        ...application,
        name: body.name ?? application.name,
        description: body.description === undefined ? application.description : body.description,
        scopes: body.scopes === undefined ? application.scopes : (body.scopes ?? []),
        updatedAt: new Date(now()).toISOString(),
      }
      state.commit([{ table: 'applications', id: value.id, value }])
      return c.json(shapeApplication(value))
    })
    .delete('/connect/applications/:id', c => {
      const application = requireApplication(environment, c.req.param('id'))
      state.commit(deleteApplications(environment, [application]))
      return c.body(null, 204)
    })

  function buildApplication(body: z.output<typeof createSchema>): Application {
    const { organization_id: organizationId, name } = body
    if (!state.tables.organizations.has(organizationId)) {
      throw refuseMissing({ kind: 'Organization', id: organizationId })
    }
    const createdAt = new Date(now()).toISOString()
    return {
      id: createId('conn_app'),
      clientId: createId('client'),
      organizationId,
      name,
      description: body.description ?? null,
      scopes: body.scopes ?? [],
      createdAt,
      updatedAt: createdAt,
    }
  }
}
