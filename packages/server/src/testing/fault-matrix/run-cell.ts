import { randomUUID } from 'node:crypto'
import {
  type Fault,
  type FaultyOperation,
  keyName,
  keyPermissions,
  type Place,
  type Subject,
} from './fault-table.ts'
import { type Answer, heirOf, type Question, type WorkosKey, type World } from './start-world.ts'

/** One way for one moment of one operation to go wrong, in an organization of its own. */
export interface Cell {
  operation: FaultyOperation
  step: FaultyOperation['steps'][number]
  fault: Fault
  organizationId: string
}

/** A cell and everything that is seen of it. */
export interface CellRun {
  cell: Cell
  subject: Subject
  question: Question
  /** The keys that were there before, and the one made elsewhere meanwhile, as WorkOS listed them. */
  before: WorkosKey[]
  twin: WorkosKey | null
  /** Whether the moment came. */
  isSprung: boolean
  answer: Answer
  /** The requests whose intents were open once everything had stopped. */
  leftovers: string[]
  /** The answer to the same request under the same Idempotency-Key, after everything was settled. */
  again: Answer
}

const day = 86_400_000

/** Makes the keys that a cell needs, acknowledged like those of a well-behaved client. */
export const prepareCell = async (world: World, cell: Cell): Promise<CellRun> => {
  const { organizationId, operation } = cell
  const endsAt = new Date(world.now() + 30 * day).toISOString()
  const keyIds: string[] = []
  for (let made = 0; made < operation.keys; made += 1) {
    const answer = await world.ask(organizationId, {
      method: 'POST',
      path: '/api-keys',
      body: { name: keyName, permissions: keyPermissions, expiresAt: endsAt },
      idempotencyKey: randomUUID(),
    })
    keyIds.push(idOf(answer))
    if (!operation.unacknowledged) await acknowledge(world, organizationId, idOf(answer))
  }
  const laterEndsAt = new Date(world.now() + 60 * day).toISOString()
  const subject = { organizationId, heirId: heirOf(organizationId), keyIds, endsAt, laterEndsAt }
  return {
    cell,
    subject,
    question: { ...operation.request(subject), ...(operation.mints && { idempotencyKey: randomUUID() }) },
    before: await world.keysAtWorkos(organizationId),
    twin: null,
    isSprung: false,
    answer: null,
    leftovers: [],
    again: null,
  }
}

/** Asks for the operation and has WorkOS spoil it, so that it is left to the reconciler. */
export const leaveBehind = async (world: World, run: CellRun): Promise<void> => {
  const { operation, organizationId } = run.cell
  if (!operation.leftBy) return
  world.emulator.addFault(operation.leftBy(run.subject))
  run.answer = await world.ask(organizationId, run.question)
  if (secretOf(run.answer) !== null) return acknowledge(world, organizationId, idOf(run.answer))
  const left = await world.keysAtWorkos(organizationId)
  const made = left.find(({ id }) => !run.before.some(before => before.id === id))
  if (made) run.subject = { ...run.subject, leftId: made.id }
}

/** Lets a moment of whoever settles what was left go wrong; a key of the same name is made elsewhere at that very moment. Gives when it has come. */
export const watchSettling = (world: World, run: CellRun): Promise<void> => setTrap(world, run).reached

/**
 * Asks for the operation and lets its moment go wrong; a key of the same name is made elsewhere at that very moment. Gives when that
 * moment has come (or could not come any more), and when everything has been answered.
 */
export const runCell = (world: World, run: CellRun): { reached: Promise<void>; answered: Promise<void> } => {
  const { cell, question } = run
  const { organizationId } = cell
  const { watch, reached } = setTrap(world, run)
  const over = Promise.withResolvers<void>()
  const answered = world.ask(organizationId, question).then(async answer => {
    run.answer = answer
    watch.end()
    await watch.ended
    over.resolve()
    if (secretOf(answer) !== null && idOf(answer) !== '')
      await acknowledge(world, organizationId, idOf(answer))
  })
  return { reached: Promise.race([reached, over.promise]), answered }
}

const setTrap = (world: World, run: CellRun): { watch: Watch; reached: Promise<void> } => {
  const { cell, subject } = run
  const { organizationId } = cell
  const reached = Promise.withResolvers<void>()
  const spring = async () => {
    run.isSprung = true
    const { path, body } = cell.operation.twin?.(subject) ?? {
      path: `/organizations/${organizationId}/api_keys`,
      body: { name: keyName, permissions: keyPermissions },
    }
    run.twin = await world.askWorkos('POST', path, body)
    reached.resolve()
  }
  const place = cell.step.place(subject)
  const watch =
    place.at === 'store' ? setStoreTrap(world, cell, place, spring) : setWorkosTrap(world, run, place, spring)
  return { watch, reached: reached.promise }
}

/** Sends the request of a run once more under its Idempotency-Key. */
export const askAgain = async (world: World, run: CellRun): Promise<void> => {
  const { organizationId } = run.cell
  run.again = await world.ask(organizationId, run.question)
  if (secretOf(run.again) !== null && idOf(run.again) !== '')
    await acknowledge(world, organizationId, idOf(run.again))
}

/** The secret in an answer, or null. */
export const secretOf = (answer: Answer): string | null => Object(answer?.body).value ?? null

/** The id of the key that an answer gives, or nothing. */
export const idOf = (answer: Answer): string => Object(Object(answer?.body).apiKey).id ?? ''

const acknowledge = async (world: World, organizationId: string, id: string): Promise<void> =>
  void (await world.ask(organizationId, { method: 'POST', path: `/api-keys/${id}/acknowledge` }))

interface Watch {
  /** The request has been answered: the moment does not come any more. */
  end(): void
  ended: Promise<void>
}

const setStoreTrap = (
  world: World,
  { fault }: Cell,
  place: Extract<Place, { at: 'store' }>,
  spring: () => Promise<void>,
): Watch => {
  let ended = Promise.resolve()
  world.proxy.add({
    ...place,
    when: fault.when,
    spring: cut => {
      ended = spring().then(() => {
        if (!fault.kills) cut()
      })
    },
  })
  return {
    end: () => {},
    get ended() {
      return ended
    },
  }
}

const setWorkosTrap = (
  world: World,
  run: CellRun,
  { method, path, isRead = false }: Extract<Place, { at: 'workos' }>,
  spring: () => Promise<void>,
): Watch => {
  const { fault, organizationId } = run.cell
  const pattern = new RegExp(`^${path}${isRead ? '' : '$'}`)
  const count = () =>
    world.emulator.requests().filter(call => call.method === method && pattern.test(call.path)).length
  const callsBefore = count()
  world.emulator.addFault({
    method,
    path: pattern.source,
    ...(fault.kills ? { mode: 'hang' } : fault.how),
    ...(fault.when === 'after' && { after: true }),
  })
  let isOver = false
  const watch = async () => {
    const takesEffect = fault.kills && fault.when === 'after'
    // Not where nothing is compared: a reading call of ours would fall into the trap.
    const before = takesEffect ? await readKeys() : ''
    while (count() === callsBefore) {
      if (isOver) return
      await pause()
    }
    // The process may be killed only once the call has taken effect.
    while (takesEffect && (await readKeys()) === before) await pause()
    await spring()
  }
  const readKeys = async () =>
    JSON.stringify([
      await world.keysAtWorkos(organizationId),
      await world.applicationsAtWorkos(organizationId),
    ])
  return {
    end: () => {
      isOver = true
    },
    ended: watch(),
  }
}

const pause = () => new Promise(resolve => setTimeout(resolve, 20))
