import { isErrorCode } from '@keydesk/contract'
import type { Violation } from './judge-cell.ts'
import { changed } from './m2m-fault-table.ts'
import { type CellRun, secretOf } from './run-cell.ts'
import type { Answer, WorkosApplicationListing, World } from './start-world.ts'

interface Scene {
  run: CellRun
  there: WorkosApplicationListing[]
  applications: Record<string, unknown>[]
  secrets: Record<string, unknown>[]
  events: Record<string, unknown>[]
}

type Report = (kind: Violation['kind'], what: string) => void

/** Looks at WorkOS, the store and the trail of a cell of M2M applications whose leftovers have been settled, and says what is wrong. */
export const judgeM2MCell = async (world: World, run: CellRun): Promise<Violation[]> => {
  const { organizationId } = run.cell
  const read = (table: string, order = '') =>
    world.query(`select * from keydesk.${table} where organization_id = $1 ${order}`, [organizationId])
  const scene = {
    run,
    there: await world.applicationsAtWorkos(organizationId),
    applications: await read('m2m_applications'),
    secrets: await read('client_secrets'),
    events: await read('audit_events', 'order by seq'),
  }
  const violations: Violation[] = []
  const report: Report = (kind, what) => void violations.push({ kind, what })
  for (const judge of [judgeTwin, judgeApplications, judgeSecrets, judgeTrail, judgeAnswers, judgeLeftovers])
    judge(scene, report)
  return violations
}

/** An application made elsewhere is as it was made, and nothing is told of it but that it was found. */
const judgeTwin = ({ run: { twin }, there, applications, events }: Scene, report: Report): void => {
  if (twin === null) return
  const now = there.find(({ id }) => id === twin.id)
  if (now?.updated_at !== twin.updated_at)
    report('touched', 'the application made elsewhere is not as it was')
  const row = applications.find(({ id }) => id === twin.id)
  if (row && (row.origin !== 'elsewhere' || row.deleted_at !== null))
    report('touched', 'the application made elsewhere is remembered as something else')
  for (const { action, credential_id: id } of events) {
    if (id === twin.id && action !== 'm2m_application.discovered')
      report('touched', `${action} of the application made elsewhere`)
  }
}

/** WorkOS and the store agree on every application of ours, and each has been seen by somebody. */
const judgeApplications = ({ run, there, applications, events }: Scene, report: Report): void => {
  const seen = [run.subject.applicationId, ...shown(run).map(body => body.application?.id)]
  for (const application of there) {
    const { id, name, description, scopes } = application
    if (id === run.twin?.id) continue
    const row = applications.find(it => it.id === id && it.origin === 'keydesk')
    if (!row || !seen.includes(id)) report('orphaned', `${id} lives and was seen by nobody`)
    if (!row) continue
    if (row.deleted_at !== null) report('lost', `${id} lives although it counts as deleted`)
    if (
      JSON.stringify([row.name, row.description, row.scopes]) !== JSON.stringify([name, description, scopes])
    )
      report('lost', `${id} is not remembered as it is`)
  }
  for (const { id, deleted_at: deletedAt } of applications.filter(it => it.origin === 'keydesk')) {
    if (!events.some(it => it.action === 'm2m_application.created' && it.credential_id === id))
      report('lost', `${id} is recorded without an event`)
    if (deletedAt === null && !there.some(it => it.id === id))
      report('lost', `${id} is gone and counts as alive`)
  }
}

/** WorkOS and the store agree on every secret of ours, and each that lives has been seen by somebody. */
const judgeSecrets = ({ run, there, secrets, events }: Scene, report: Report): void => {
  const seen = [run.subject.secretId, ...shown(run).map(body => body.secret?.id)]
  const living = there.filter(({ id }) => id !== run.twin?.id).flatMap(it => it.secrets.map(({ id }) => id))
  for (const id of living) {
    const row = secrets.find(it => it.id === id)
    if (!seen.includes(id)) report('orphaned', `${id} lives and was seen by nobody`)
    if (!row || row.deleted_at !== null) report('lost', `${id} lives and does not count as alive`)
    if (!events.some(it => it.action === 'client_secret.created' && Object(it.after).secret === id))
      report('lost', `${id} lives without an event`)
  }
  for (const { id, deleted_at: deletedAt } of secrets)
    if (deletedAt === null && !living.includes(String(id)))
      report('lost', `${id} is gone and counts as alive`)
}

/** Each change of the application that was there before has its event, once, and each event its change. */
const judgeTrail = ({ run: { subject }, there, events }: Scene, report: Report): void => {
  const { applicationId, secretId } = subject
  if (applicationId === undefined) return
  const told = (action: string) =>
    events.filter(it => it.credential_id === applicationId && it.action === action).length
  const now = there.find(({ id }) => id === applicationId)
  const agree = (what: string, isDone: boolean, count: number) => {
    if (count !== Number(isDone)) report('lost', `${what}: done ${isDone}, told ${count} times`)
  }
  agree('the deletion', now === undefined, told('m2m_application.revoked'))
  if (!now) return
  agree('the change', now.name === changed.name, told('m2m_application.updated'))
  const isDeleted = !now.secrets.some(({ id }) => id === secretId)
  agree(
    'the deletion of the secret',
    isDeleted,
    events.filter(it => it.action === 'client_secret.deleted' && Object(it.before).secret === secretId)
      .length,
  )
}

/** A success is true at WorkOS; anything else is said in the contract's words. */
const judgeAnswers = ({ run, there }: Scene, report: Report): void => {
  const { applicationId, secretId } = run.subject
  for (const answer of [run.answer, run.again]) {
    if (answer === null) continue
    const code: unknown = Object(answer.body).code
    if (answer.status >= 400 && (!isErrorCode(code) || code === 'internal'))
      report('unsettled', `answered ${answer.status} ${code}`)
  }
  const ids = there.flatMap(({ id, secrets }) => [id, ...secrets.map(secret => secret.id)])
  for (const { application, secret } of shown(run)) {
    for (const id of [application?.id, secret?.id])
      if (id !== undefined && !ids.includes(id)) report('unrecorded', `${id} was shown and is not there`)
  }
  if (run.answer === null || run.answer.status >= 300) return
  const isTrue: Record<string, boolean> = {
    'delete a secret': !ids.includes(secretId ?? ''),
    'delete an application': !ids.includes(applicationId ?? ''),
    'change an application': there.some(({ id, name }) => id === applicationId && name === changed.name),
  }
  if (isTrue[run.cell.operation.name] === false)
    report('lost', `answered ${run.answer.status}, and it is not so`)
}

/** What was left open is reported, and the client is not kept waiting for it. */
const judgeLeftovers = ({ run, events }: Scene, report: Report): void => {
  const reports = ['intent.settled', 'm2m_application.revoked', 'client_secret.deleted']
  for (const requestId of run.leftovers) {
    if (!events.some(it => reports.includes(String(it.action)) && it.request_id === requestId))
      report('unsettled', `the leftover of ${requestId} was not reported`)
  }
  if (!run.cell.operation.mints) return
  const { status, body, replayed } = run.again ?? { status: 0, body: null, replayed: false }
  const isFinal = replayed && status < 500 && status === run.answer?.status
  if (status !== 201 && !isFinal) report('unsettled', `asked again: ${status} ${Object(body).code}`)
}

/**
 * What was shown with a secret, the first time or again. Whoever heard nothing because the process died is told by the replay what was
 * made, without its secret; nobody who heard of a failure is.
 */
const shown = (run: CellRun): { application?: { id: string }; secret?: { id: string } }[] =>
  [run.answer, run.again]
    .filter(answer => secretOf(answer) !== null || (run.answer === null && answer?.replayed === true))
    .map((answer: Answer) => Object(answer?.body))
