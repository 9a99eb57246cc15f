import { commits, type FaultyOperation, intent, type Place, result, type Subject } from './fault-table.ts'

/** What every application of a cell is called, those made elsewhere included. */
export const application = {
  name: 'Nightly export',
  description: 'Made here',
  scopes: ['posts:read', 'comments:read'],
}

/** What it is changed to. */
export const changed = { name: 'Hourly export', description: null, scopes: ['posts:read'] }

/** An operation on an M2M application; `shared` where a call of it is none of this cell's alone, so that cells go one after the other. */
export interface M2MOperation extends FaultyOperation {
  steps: (FaultyOperation['steps'][number] & { shared?: boolean })[]
}

const call =
  (method: string, path: (subject: Subject) => string) =>
  (subject: Subject): Place => ({
    at: 'workos',
    method,
    path: path(subject),
  })

const claim = {
  name: 'the idempotency record',
  place: commits(/insert into "keydesk"."idempotency_records"/),
}

/** The same name, made elsewhere. What WorkOS has of it differs, as it does of keys. */
const twin = ({ organizationId }: Subject) => ({
  path: '/connect/applications',
  body: {
    ...{ application_type: 'm2m', organization_id: organizationId },
    ...{ ...application, description: 'Made elsewhere' },
  },
})

const at = ({ applicationId = '' }: Subject) => `/m2m-applications/${applicationId}`

/** Every operation that changes an M2M application or a secret, with its moments in order. */
export const m2mOperations: readonly M2MOperation[] = [
  {
    name: 'create an application',
    keys: 0,
    mints: true,
    twin,
    request: () => ({ method: 'POST', path: '/m2m-applications', body: application }),
    steps: [
      claim,
      intent,
      {
        name: 'WorkOS makes the application',
        place: call('POST', () => '/connect/applications'),
        shared: true,
      },
      {
        name: 'WorkOS makes its secret',
        place: call('POST', () => '/connect/applications/conn_app_\\w+/client_secrets'),
        shared: true,
      },
      result,
    ],
  },
  {
    name: 'create a secret',
    keys: 0,
    mints: true,
    twin,
    request: subject => ({ method: 'POST', path: `${at(subject)}/secrets` }),
    steps: [
      claim,
      intent,
      {
        name: 'WorkOS makes the secret',
        place: call('POST', ({ applicationId }) => `/connect/applications/${applicationId}/client_secrets`),
      },
      result,
    ],
  },
  {
    name: 'delete a secret',
    keys: 0,
    twin,
    request: subject => ({ method: 'DELETE', path: `${at(subject)}/secrets/${subject.secretId}` }),
    steps: [
      { ...intent, name: 'the mark and the intent' },
      {
        name: 'WorkOS deletes the secret',
        place: call('DELETE', ({ secretId }) => `/connect/client_secrets/${secretId}`),
      },
      result,
    ],
  },
  {
    name: 'change an application',
    keys: 0,
    twin,
    request: subject => ({ method: 'PATCH', path: at(subject), body: { ...changed, purpose: 'Reports' } }),
    steps: [
      intent,
      {
        name: 'WorkOS changes the application',
        place: call('PUT', ({ applicationId }) => `/connect/applications/${applicationId}`),
      },
      result,
    ],
  },
  {
    name: 'delete an application',
    keys: 0,
    twin,
    request: subject => ({ method: 'DELETE', path: at(subject) }),
    steps: [
      { ...intent, name: 'the mark and the intent' },
      {
        name: 'WorkOS deletes the application',
        place: call('DELETE', ({ applicationId }) => `/connect/applications/${applicationId}`),
      },
      result,
    ],
  },
]
