import { isErrorCode } from '@keydesk/contract'
import type { Violation } from './judge-cell.ts'
import type { MigrationOperation } from './migration-fault-table.ts'
import type { CellRun } from './run-cell.ts'
import type { World } from './start-world.ts'

type Report = (kind: Violation['kind'], what: string) => void

/**
 * Looks at WorkOS, the store and the trail of a cell of migrations whose leftovers have been settled, and says what is wrong: key,
 * application and plan must agree, in whatever state the failure left them. With `isDone` it must be the one that was asked for.
 */
export const judgeMigrationCell = async (
  world: World,
  run: CellRun & { cell: { operation: MigrationOperation } },
  { isDone }: { isDone: boolean },
): Promise<Violation[]> => {
  const { subject, cell, answer, again, twin } = run
  const { organizationId, operation } = cell
  const violations: Violation[] = []
  const report: Report = (kind, what) => void violations.push({ kind, what })
  const read = (table: string, order = '') =>
    world.query(`select * from keydesk.${table} where organization_id = $1 ${order}`, [organizationId])
  const keys = await world.keysAtWorkos(organizationId)
  const key = keys.find(({ id }) => id === subject.keyIds[0])
  const application = (await world.applicationsAtWorkos(organizationId)).find(
    ({ id }) => id === subject.applicationId,
  )
  const [plan, ...others] = await read('credential_migrations')
  const stored = (await read('api_keys')).find(({ id }) => id === subject.keyIds[0])
  const storedApplication = (await read('m2m_applications')).find(({ id }) => id === subject.applicationId)
  const events = await read('audit_events', 'order by seq')
  const told = (action: string) => events.filter(it => it.action === action).length
  const agree = (what: string, one: unknown, other: unknown) => {
    if (JSON.stringify(one) !== JSON.stringify(other))
      report('lost', `${what}: ${JSON.stringify(one)}, not ${JSON.stringify(other)}`)
  }

  agree('other plans', others.length, 0)
  const status = plan?.status ?? 'none'
  if (plan) agree('the former end', plan.former_end, subject.endsAt)
  const ends = status === 'running' ? toText(plan?.ends_at) : subject.endsAt
  agree(`the key of a plan that is ${status}`, key?.expires_at, status === 'finished' ? undefined : ends)
  if (key) agree('the end in the store', stored?.expires_at, key.expires_at)
  agree('the key in the store', stored?.revoked_at === null, key !== undefined)
  agree(`the application of a plan that is ${status}`, application !== undefined, status !== 'cancelled')
  agree('the application in the store', storedApplication?.deleted_at === null, application !== undefined)

  agree('starts told', told('migration.started'), plan ? 1 : 0)
  const isMoved = toText(plan?.ends_at) === subject.laterEndsAt
  agree('moves told', told('migration.rescheduled'), isMoved ? 1 : 0)
  agree('finishes told', told('migration.finished'), status === 'finished' ? 1 : 0)
  agree('cancellations told', told('migration.cancelled'), status === 'cancelled' ? 1 : 0)
  agree('revocations told', told('api_key.revoked'), key ? 0 : 1)
  agree('deletions told', told('m2m_application.revoked'), application ? 0 : 1)

  for (const said of [answer, again]) {
    const code: unknown = Object(said?.body).code
    if (said && said.status >= 400 && (!isErrorCode(code) || code === 'internal'))
      report('unsettled', `answered ${said.status} ${code}`)
  }
  if (isDone || (answer && answer.status < 300)) {
    agree('what was asked for', status, operation.comesTo)
    if (operation.comesTo === 'running')
      agree('the date', ends, operation.endsAt === 'later' ? subject.laterEndsAt : subject.plannedAt)
  }
  if (isDone && again && again.status >= 300)
    report('unsettled', `asked again: ${again.status} ${Object(again.body).code}`)
  for (const requestId of run.leftovers) {
    if (!events.some(it => it.request_id === requestId && settling.test(String(it.action))))
      report('unsettled', `the leftover of ${requestId} was not reported`)
  }
  if (twin && keys.find(({ id }) => id === twin.id)?.updated_at !== twin.updated_at)
    report('touched', 'the key made elsewhere is not as it was')
  return violations
}

const toText = (at: unknown): string | null => (at instanceof Date ? at.toISOString() : null)

const settling = /^intent\.settled$|\.revoked$/
