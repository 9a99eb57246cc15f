import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../store/index.ts'
import { describeOnServer } from '../store-engines.ts'
import { createFaults } from './fault-table.ts'
import { inTurns } from './in-turns.ts'
import type { Violation } from './judge-cell.ts'
import { judgeM2MCell } from './judge-m2m-cell.ts'
import { application, m2mOperations } from './m2m-fault-table.ts'
import { askAgain, type Cell, type CellRun, runCell, secretOf } from './run-cell.ts'
import { killAll, noteLeftovers } from './spoil-cells.ts'
import { heirOf, startWorld, type World } from './start-world.ts'

const timeoutMs = 5000
/** A leftover is settled once its deadline and a minute more have passed. */
const boundMs = timeoutMs + 60_000

/** WorkOS fails before, takes effect and then fails, or answers too late; the wire to the store is cut; the process is killed. */
const faults = createFaults(timeoutMs + 1000).filter(({ name, when }) =>
  ['cut', 'kill', 'reset', ...(when === 'before' ? ['500', '422'] : ['half', 'late'])].includes(name),
)
const rows = m2mOperations.flatMap(operation =>
  operation.steps.map(step => ({
    ...{ name: `${operation.name}: ${step.name}`, operation, step },
    isShared: step.shared === true,
  })),
)
const nobody = { organizationId: '', heirId: '', keyIds: [], endsAt: '', laterEndsAt: '' }
const canBe = ({ step }: (typeof rows)[number], fault: (typeof faults)[number]) =>
  step.place(nobody).at === fault.at
const cells = rows
  .flatMap(row => faults.filter(fault => canBe(row, fault)).map(fault => ({ ...row, fault })))
  .map(({ operation, step, isShared, fault }, index): Cell & { isShared: boolean } => ({
    ...{ operation, step, isShared, fault },
    organizationId: `org_${String(index).padStart(4, '0')}`,
  }))

describeOnServer('the fault matrix of M2M applications', postgres => {
  let world: World
  const runs: CellRun[] = []
  const violations = new Map<CellRun, Violation[]>()
  let overdue = 0

  beforeAll(async () => {
    world = await startWorld(postgres(), { organizations: cells.map(cell => cell.organizationId), timeoutMs })
    await world.start()
    const prepared = await inTurns(cells, 8, prepare)
    const of = (kills: boolean, isShared: boolean) =>
      prepared.filter(
        ({ cell }) => cell.fault.kills === kills && cells.find(it => it === cell)?.isShared === isShared,
      )
    await inTurns(of(false, false), 16, run => runCell(world, run).answered)
    await inTurns(of(false, true), 1, run => runCell(world, run).answered)
    await killAll(world, of(true, false))
    await inTurns(of(true, true), 1, run => killAll(world, [run]))
    await noteLeftovers(world, prepared)
    overdue = await world.settle(boundMs, `select count(*) from keydesk.intents where state = 'open'`)
    await inTurns(
      prepared.filter(({ cell }) => cell.operation.mints),
      3,
      run => askAgain(world, run),
    )
    await inTurns(prepared, 8, async run => {
      violations.set(run, await judgeM2MCell(world, run))
    })
    runs.push(...prepared)
  }, 600_000)

  afterAll(async () => {
    const found = [...violations].flatMap(([{ cell, answer }, several]) =>
      several.map(
        ({ kind, what }) =>
          `${cell.operation.name}: ${cell.step.name}, ${cell.fault.when} ${cell.fault.name} (${answer?.status}): ${kind}, ${what}`,
      ),
    )
    console.log(
      [...found, `fault matrix of M2M applications: ${runs.length} of ${cells.length} cells`].join('\n'),
    )
    await world.close()
  })

  /** Makes the application that a cell needs. */
  const prepare = async (cell: Cell): Promise<CellRun> => {
    const { organizationId, operation } = cell
    const question = { method: 'POST', path: '/m2m-applications', body: application }
    const made =
      operation.name === 'create an application'
        ? null
        : await world.ask(organizationId, { ...question, idempotencyKey: randomUUID() })
    const { application: known, secret } = Object(made?.body)
    const subject = {
      ...{ ...nobody, organizationId, heirId: heirOf(organizationId) },
      ...(made && { applicationId: known.id, secretId: secret.id }),
    }
    return {
      ...{ cell, subject, before: [], twin: null, isSprung: false, answer: null, leftovers: [], again: null },
      question: { ...operation.request(subject), ...(operation.mints && { idempotencyKey: randomUUID() }) },
    }
  }

  describe.each(rows)('$name', row => {
    it.each(faults.filter(fault => canBe(row, fault)))('$when it happens: $name', fault => {
      const run = runs.find(
        ({ cell }) => cell.operation === row.operation && cell.step === row.step && cell.fault === fault,
      )
      expect(run?.isSprung).toBe(true)
      expect(run && violations.get(run)).toEqual([])
    })
  })

  it('settles every leftover', () => {
    expect(overdue).toBeLessThan(Number.POSITIVE_INFINITY)
  })

  it('leaves every chain of the trail whole', async () => {
    expect(await verifyAudit(world.store)).toMatchObject({ ok: true })
  })

  it('leaves no client secret in log, database, answers and telemetry', async () => {
    const hashes = new Set(world.listSecretHashes())
    const shown = runs
      .flatMap(({ answer, again }) => [secretOf(answer), secretOf(again)])
      .filter(it => it !== null)
    // What was shown is told apart, so that finding nothing means something.
    expect(shown.length).toBeGreaterThan(10)
    const isSecret = (word: string) => hashes.has(createHash('sha256').update(word).digest('hex'))
    for (const value of shown) expect(isSecret(value)).toBe(true)
    for (const [where, text] of Object.entries(await world.readTraces())) {
      expect(text, where).not.toBe('')
      expect([...new Set(text.match(/[0-9a-f]{64}/g) ?? [])].filter(isSecret), where).toEqual([])
    }
  })
})
