import { isErrorCode } from '@keydesk/contract'
import { type CellRun, idOf, secretOf } from './run-cell.ts'
import type { Answer, WorkosKey, World } from './start-world.ts'

/**
 * What may never come of a fault: a change that was answered and is not true, or has no audit event (`lost`), a key of ours that is alive
 * and seen by nobody (`orphaned`), a secret shown for a key that is not recorded (`unrecorded`), a key made elsewhere that was touched
 * (`touched`), or what is left behind without a word (`unsettled`).
 */
export interface Violation {
  kind: 'lost' | 'orphaned' | 'unrecorded' | 'touched' | 'unsettled'
  what: string
}

interface Row {
  id: string
  origin: string
  owner_id: string | null
  narrowed_permissions: string[] | null
  expires_at: Date | null
  delivered_at: Date | null
  revoked_at: Date | null
  replaced_by: string | null
}

interface Event {
  action: string
  request_id: string
  credential_id: string | null
  after: Record<string, unknown> | null
}

interface Scene {
  run: CellRun
  keys: WorkosKey[]
  rows: Row[]
  events: Event[]
  /** Whether a day has passed since, in which nobody used a key. */
  aDayLater: boolean
  /** Whether an end has come. What has ended at once has ended by the clock of whoever is asked. */
  isPast(end: Date | string | null): boolean
}

type Report = (kind: Violation['kind'], what: string) => void

/** Looks at WorkOS, the store and the trail of a cell whose leftovers have been settled, and says what is wrong. */
export const judgeCell = async (world: World, run: CellRun, aDayLater: boolean): Promise<Violation[]> => {
  const about = [run.cell.organizationId]
  const keys = await world.keysAtWorkos(run.cell.organizationId)
  const rows = await world.query('select * from keydesk.api_keys where organization_id = $1', about)
  const events = await world.query(
    'select * from keydesk.audit_events where organization_id = $1 order by seq',
    about,
  )
  const violations: Violation[] = []
  const report: Report = (kind, what) => void violations.push({ kind, what })
  const now = world.now()
  const isPast: Scene['isPast'] = end => end !== null && new Date(end).getTime() <= now
  const scene = { run, keys, rows, events, aDayLater, isPast }
  for (const judge of [judgeTwin, judgeOwnKeys, judgeTrail, judgeAnswer, judgeLeftovers]) judge(scene, report)
  return violations
}

/** A key made elsewhere is as it was made, and nothing is told of it but that it was found. */
const judgeTwin = ({ run: { twin }, keys, rows, events }: Scene, report: Report): void => {
  if (twin === null) return
  const now = keys.find(({ id }) => id === twin.id)
  if (now === undefined) report('touched', 'the key made elsewhere is gone')
  else if (now.updated_at !== twin.updated_at || now.expires_at !== twin.expires_at)
    report('touched', 'the key made elsewhere was changed')
  const row = rows.find(({ id }) => id === twin.id)
  if (row && (row.origin !== 'elsewhere' || row.revoked_at !== null))
    report('touched', 'the key made elsewhere is remembered as something else')
  for (const { action, credential_id: id } of events) {
    if (id === twin.id && action !== 'api_key.discovered')
      report('touched', `${action} of the key made elsewhere`)
  }
}

/** WorkOS and the store agree on every key of ours, and each that lives has been seen by somebody. */
const judgeOwnKeys = ({ run, keys, rows, events, aDayLater, isPast }: Scene, report: Report): void => {
  const seen = [...run.before.map(({ id }) => id), ...shownIds(run)]
  for (const key of keys) {
    if (key.id === run.twin?.id) continue
    const row = rows.find(({ id, origin }) => id === key.id && origin === 'keydesk')
    if (!row) {
      report('orphaned', `${key.id} lives and is not recorded as ours`)
      continue
    }
    if (aDayLater && !seen.includes(key.id)) report('orphaned', `${key.id} lives and was seen by nobody`)
    if (row.revoked_at !== null) report('lost', `${key.id} lives although it counts as revoked`)
    if (
      toTime(row.expires_at) !== toTime(key.expires_at) &&
      !(isPast(row.expires_at) && isPast(key.expires_at))
    )
      report('lost', `two ends of ${key.id}`)
  }
  for (const row of rows.filter(({ origin }) => origin === 'keydesk')) {
    const told = events.filter(({ credential_id: id }) => id === row.id).map(({ action }) => action)
    if (!told.includes('api_key.created') && !told.includes('api_key.rotated'))
      report('lost', `${row.id} is recorded without an event`)
    if (row.revoked_at === null && !keys.some(({ id }) => id === row.id))
      report('lost', `${row.id} is gone and counts as alive`)
  }
}

/** Each change of a key that was there before has its event, once, and each event its change. */
const judgeTrail = ({ run: { subject, before }, keys, rows, events }: Scene, report: Report): void => {
  for (const id of subject.keyIds) {
    const row = rows.find(it => it.id === id)
    const told = events.filter(({ credential_id: about }) => about === id)
    const count = (...actions: string[]) => told.filter(({ action }) => actions.includes(action)).length
    const agree = (what: string, isChanged: boolean, isTold: boolean) => {
      if (isChanged !== isTold) report('lost', `${what} of ${id}: done ${isChanged}, told ${isTold}`)
    }
    const wasEnding = before.find(key => key.id === id)?.expires_at
    const key = keys.find(it => it.id === id)
    const moved = count('api_key.updated', 'api_key.expired', 'intent.settled') > 0
    if (key && toTime(key.expires_at) !== toTime(wasEnding ?? null) && !moved)
      report('lost', `the end of ${id} was moved and nothing tells of it`)
    const updates = told.filter(({ action }) => action === 'api_key.updated').map(({ after }) => after ?? {})
    const isNarrowed = (row?.narrowed_permissions ?? null) !== null
    agree(
      'a narrowing',
      isNarrowed,
      updates.some(after => 'narrowedPermissions' in after),
    )
    agree(
      'a new owner',
      row?.owner_id === subject.heirId,
      updates.some(after => 'owner' in after),
    )
    agree('a delivery', (row?.delivered_at ?? null) !== null, count('api_key.acknowledged') > 0)
    agree('a revocation', key === undefined, count('api_key.revoked') > 0)
    if (count('api_key.revoked') > 1) report('lost', `${id} was revoked more than once, says the trail`)
  }
}

/** A success is true at WorkOS, in the store and in the trail; anything else is said in the contract's words. */
const judgeAnswer = (scene: Scene, report: Report): void => {
  const { run, keys, rows, events, aDayLater } = scene
  for (const answer of [run.answer, run.again]) {
    if (answer === null) continue
    const { status, body, replayed } = answer
    if (status >= 400) {
      const code: unknown = Object(body).code
      if (!isErrorCode(code) || code === 'internal') report('unsettled', `answered ${status} ${code}`)
      continue
    }
    const id = idOf(answer)
    // A replay shows no secret, so that a day later the key is gone.
    if (id === '' || (replayed && aDayLater)) continue
    const isAlive = keys.some(key => key.id === id)
    const isRecorded = rows.some(row => row.id === id && row.origin === 'keydesk' && row.revoked_at === null)
    const isTold = events.some(event => event.credential_id === id && /created|rotated/.test(event.action))
    if (isAlive && isRecorded && isTold) continue
    report(
      secretOf(answer) === null ? 'lost' : 'unrecorded',
      `${status}${replayed ? ' again' : ''} for ${id}: alive ${isAlive}, recorded ${isRecorded}, told ${isTold}`,
    )
  }
  const { operation, fault } = run.cell
  const end = keys.find(({ id }) => id === run.subject.keyIds[0])?.expires_at ?? null
  // Where the deadline came first, nobody heard the refusal.
  const isRefused = fault.when === 'before' && /^4/.test(fault.name) && run.answer?.status !== 504
  if (operation.name.startsWith('change expiry') && isRefused && toTime(end) !== toTime(run.subject.endsAt))
    report('lost', 'what WorkOS refused was done later all the same')
  if (run.answer && run.answer.status < 300) judgeSuccess(scene, report)
}

const judgeSuccess = ({ run, keys, rows, events, isPast }: Scene, report: Report): void => {
  const { subject, cell, answer } = run
  const id = subject.keyIds[0] ?? ''
  const row = rows.find(it => it.id === id)
  const key = keys.find(it => it.id === id)
  const tells = (action: string, about = id) =>
    events.some(it => it.action === action && it.credential_id === about)
  const isGone = (about: string) => !keys.some(it => it.id === about) && tells('api_key.revoked', about)
  const isEnded = () => key !== undefined && isPast(key.expires_at)
  const isMoved = () => toTime(key?.expires_at ?? null) === toTime(subject.laterEndsAt)
  const isNarrowed = () => row?.narrowed_permissions?.length === 1 && tells('api_key.updated')
  const isTrue: Record<string, () => boolean> = {
    create: () => true,
    rotate: () =>
      toTime(key?.expires_at ?? null) === toTime(Object(answer?.body).previous?.expiresAt ?? null),
    'rotate at once': isEnded,
    'settle a rotation at once': isEnded,
    'change expiry': isMoved,
    'change expiry and narrow': () => isMoved() && isNarrowed(),
    narrow: isNarrowed,
    'change owner': () => row?.owner_id === subject.heirId && tells('api_key.updated'),
    acknowledge: () => row?.delivered_at != null && tells('api_key.acknowledged'),
    revoke: () => isGone(id),
    'bulk revoke': () => revokedIds(answer).every(isGone),
  }
  if (!isTrue[cell.operation.name]?.()) report('lost', `answered ${answer?.status}, and it is not so`)
}

/** What was left open is reported, and the client is not kept waiting for it. */
const judgeLeftovers = ({ run, keys, rows, events }: Scene, report: Report): void => {
  for (const requestId of run.leftovers) {
    // One that the process itself came back to has the event it was owed.
    const reports = ['intent.settled', 'api_key.revoked']
    if (!events.some(event => reports.includes(event.action) && event.request_id === requestId))
      report('unsettled', `the leftover of ${requestId} was not reported`)
  }
  const { leftId } = run.subject
  if (
    leftId !== undefined &&
    !events.some(it => it.action === 'intent.settled' && it.credential_id === leftId)
  )
    report('unrecorded', `${leftId} was made for nobody, and no event names it`)
  for (const { id, revoked_at: revokedAt } of rows) {
    if (revokedAt !== null && keys.some(key => key.id === id)) report('unsettled', `${id} should be dead`)
  }
  if (!run.cell.operation.mints) return
  const { status, body, replayed } = run.again ?? { status: 0, body: null, replayed: false }
  const isFinal = replayed && status < 500 && status === run.answer?.status
  if (status !== 201 && !isFinal && Object(body).code !== 'conflict')
    report('unsettled', `asked again: ${status} ${Object(body).code}`)
}

/** The keys whose secret somebody was shown. */
const shownIds = (run: CellRun): string[] =>
  [run.answer, run.again].filter(answer => secretOf(answer) !== null).map(idOf)

const revokedIds = (answer: Answer): string[] =>
  (Object(answer?.body).results ?? [])
    .filter(({ outcome }: { outcome: string }) => outcome === 'revoked')
    .map(({ id }: { id: string }) => id)

const toTime = (at: Date | string | null): number | null => (at === null ? null : new Date(at).getTime())
