import { commits, type FaultyOperation, intent, type Place, type Subject } from './fault-table.ts'

/** What an operation on a migration comes to. */
export interface MigrationOperation extends FaultyOperation {
  /** Whether a migration runs before. */
  isStarted: boolean
  /** What the migration is once it succeeded. */
  comesTo: 'running' | 'finished' | 'cancelled'
  /** Which date the key ends at then, where it lives. */
  endsAt: 'former' | 'planned' | 'later'
}

const at = ({ migrationId = '' }: Subject) => `/migrations/${migrationId}`

const call =
  (method: string, path: (subject: Subject) => string) =>
  (subject: Subject): Place => ({ at: 'workos', method, path: path(subject) })

const moves = {
  name: 'WorkOS moves the end',
  place: call('POST', ({ keyIds }) => `/api_keys/${keyIds[0]}/expire`),
}
const deletes = {
  name: 'WorkOS deletes the application',
  place: call('DELETE', ({ applicationId }) => `/connect/applications/${applicationId}`),
}
const settles = {
  name: 'the end as it is',
  place: commits(/update "keydesk"."intents" set .*"state"/),
}
const second = {
  name: 'result and audit event',
  place: commits(/insert into "keydesk"."audit_events"/, { nth: 2 }),
}
/** The first is with the mark. */
const kept = {
  ...settles,
  place: commits(/update "keydesk"."api_keys" set .*"expires_at"/, { nth: 2 }),
}
const marks = { ...intent, name: 'the plan, the mark and the intent' }

/** Every operation that changes a migration, and one that does so from elsewhere, with its moments in order. */
export const migrationOperations: readonly MigrationOperation[] = [
  {
    ...{ name: 'start', keys: 1, isStarted: false, comesTo: 'running', endsAt: 'planned' },
    request: ({ keyIds, applicationId, plannedAt }) => ({
      ...{ method: 'POST', path: '/migrations' },
      body: { apiKeyId: keyIds[0], applicationId, endsAt: plannedAt },
    }),
    steps: [{ ...intent, name: 'the plan and the intent' }, moves, settles],
  },
  {
    ...{ name: 'reschedule', keys: 1, isStarted: true, comesTo: 'running', endsAt: 'later' },
    request: subject => ({ method: 'PATCH', path: at(subject), body: { endsAt: subject.laterEndsAt } }),
    steps: [{ ...intent, name: 'the plan and the intent' }, moves, settles],
  },
  {
    ...{ name: 'finish', keys: 1, isStarted: true, comesTo: 'finished', endsAt: 'planned' },
    request: subject => ({ method: 'POST', path: `${at(subject)}/finish` }),
    steps: [
      marks,
      {
        name: 'WorkOS deletes the key',
        place: call('DELETE', ({ keyIds }) => `/api_keys/${keyIds[0]}`),
      },
      second,
    ],
  },
  {
    ...{ name: 'cancel', keys: 1, isStarted: true, comesTo: 'cancelled', endsAt: 'former' },
    request: subject => ({ method: 'POST', path: `${at(subject)}/cancel` }),
    steps: [
      intent,
      moves,
      {
        name: 'the plan and the mark',
        place: commits(/update "keydesk"."credential_migrations"/),
      },
      deletes,
      second,
    ],
  },
  {
    ...{ name: 'delete the application', keys: 1, isStarted: true, comesTo: 'cancelled', endsAt: 'former' },
    request: ({ applicationId }) => ({ method: 'DELETE', path: `/m2m-applications/${applicationId}` }),
    steps: [marks, deletes, second, moves, kept],
  },
]
