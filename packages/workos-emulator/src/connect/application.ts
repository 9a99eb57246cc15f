import * as z from 'zod'
import type { Environment } from '../environment.ts'
import { refuseMissing } from '../http/answers.ts'
import type { Application, Change, ClientSecret } from '../state/records.ts'

/** Scopes, each a scope-token (RFC 6749 §3.3); the same twice is once. */
export const scopesSchema = z
  .array(z.string('invalid_type').regex(/^[\x21\x23-\x5b\x5d-\x7e]+$/, 'invalid_scope'), 'invalid_type')
  .transform(scopes => [...new Set(scopes)])

/** The application of this id or client id; throws the 404 of WorkOS. */
export function requireApplication({ state }: Environment, id: string): Application {
  const application = state.tables.applications.get(id) ?? findClient({ state }, id)
  if (!application) throw refuseMissing({ kind: 'Application', id })
  return application
}

/** The application of this client id. */
export function findClient({ state }: Pick<Environment, 'state'>, clientId: string): Application | undefined {
  return [...state.tables.applications.values()].find(it => it.clientId === clientId)
}

/** The application's client secrets, in the order they were made. */
export function listSecrets({ state }: Pick<Environment, 'state'>, applicationId: string): ClientSecret[] {
  return [...state.tables.clientSecrets.values()].filter(it => it.applicationId === applicationId)
}

/** The changes that delete these applications, their client secrets with them. WorkOS has no events for it. */
export function deleteApplications(
  environment: Pick<Environment, 'state'>,
  applications: readonly Application[],
): Change[] {
  return applications.flatMap(({ id }): Change[] => [
    ...listSecrets(environment, id).map((it): Change => ({ table: 'clientSecrets', id: it.id, value: null })),
    { table: 'applications', id, value: null },
  ])
}

/** The application as WorkOS sends it. */
export function shapeApplication(application: Application) {
  return {
    object: 'connect_application',
    id: application.id,
    client_id: application.clientId,
    name: application.name,
    description: application.description,
    scopes: application.scopes,
    application_type: 'm2m',
    organization_id: application.organizationId,
    created_at: application.createdAt,
    updated_at: application.updatedAt,
  }
}
