import { Hono } from 'hono'
import type { Environment } from '../environment.ts'
import { refuseMissing } from '../http/answers.ts'
import { readJson } from '../http/body.ts'
import { runOnce } from '../http/idempotency.ts'
import { listSecrets, requireApplication } from './application.ts'
import { createSecretValue, keepSecret, shapeSecret } from './client-secret.ts'

/** `GET` and `POST /connect/applications/{id}/client_secrets`, `DELETE /connect/client_secrets/{id}`. */
export function createClientSecretRoutes(environment: Environment) {
  const { state, now, createId } = environment
  const path = '/connect/applications/:id/client_secrets'

  return new Hono()
    .get(path, c => {
      const { id } = requireApplication(environment, c.req.param('id'))
      return c.json(listSecrets(environment, id).toReversed().map(shapeSecret))
    })
    .post(path, async c => {
      const application = requireApplication(environment, c.req.param('id'))
      return runOnce({
        c,
        environment,
        body: await readJson(c),
        decide: () => {
          const value = createSecretValue()
          const createdAt = new Date(now()).toISOString()
          const secret = {
            id: createId('secret'),
            applicationId: application.id,
            ...keepSecret(value),
            lastUsedAt: null,
            createdAt,
            updatedAt: createdAt,
          }
          return {
            status: 201,
            answer: { ...shapeSecret(secret), secret: value },
            changes: [{ table: 'clientSecrets', id: secret.id, value: secret }],
          }
        },
      })
    })
    .delete('/connect/client_secrets/:id', c => {
      const id = c.req.param('id')
      if (!state.tables.clientSecrets.has(id)) throw refuseMissing({ kind: 'Client secret', id })
      state.commit([{ table: 'clientSecrets', id, value: null }])
      return c.body(null, 204)
    })
}
