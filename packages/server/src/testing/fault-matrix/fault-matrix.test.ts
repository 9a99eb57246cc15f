import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../store/index.ts'
import { describeOnServer } from '../store-engines.ts'
import { createFaults, faultyOperations } from './fault-table.ts'
import { findSecrets } from './find-secrets.ts'
import { inTurns } from './in-turns.ts'
import { judgeCell, type Violation } from './judge-cell.ts'
import {
  askAgain,
  type Cell,
  type CellRun,
  leaveBehind,
  prepareCell,
  runCell,
  watchSettling,
} from './run-cell.ts'
import { killAll, noteLeftovers } from './spoil-cells.ts'
import { startWorld, type World } from './start-world.ts'

const timeoutMs = 5000
/** A leftover is settled once its deadline and a minute more have passed. */
const boundMs = timeoutMs + 60_000
/** For so long at most a leftover stays with whoever has taken it. */
const leaseMs = 61_000
/** A moment that has not come by then does not come. */
const patienceMs = 20_000
/** How many cells are killed at one blow. */
const atOneBlow = 28

const faults = createFaults(timeoutMs + 1000)
const rows = faultyOperations.flatMap(operation =>
  operation.steps.map(step => ({ name: `${operation.name}: ${step.name}`, operation, step })),
)
const nobody = { organizationId: '', heirId: '', keyIds: [], endsAt: '', laterEndsAt: '' }
/** What only reads takes no effect at WorkOS, so it cannot fail after it. Whoever settles what is left is killed, and does not fail. */
const canBe = ({ operation, step }: (typeof rows)[number], fault: (typeof faults)[number]) => {
  const place = step.place(nobody)
  if (operation.leftBy && !fault.kills) return false
  return place.at === fault.at && !(place.at === 'workos' && place.isRead && fault.when === 'after')
}
const cells = rows
  .flatMap(row => faults.filter(fault => canBe(row, fault)).map(fault => ({ ...row, fault })))
  .map(
    ({ operation, step, fault }, index): Cell => ({
      ...{ operation, step, fault },
      organizationId: `org_${String(index).padStart(4, '0')}`,
    }),
  )

describeOnServer('the fault matrix', postgres => {
  let world: World
  const runs: CellRun[] = []
  const violations = new Map<CellRun, Violation[]>()
  const overdue: number[] = []

  beforeAll(async () => {
    world = await startWorld(postgres(), { organizations: cells.map(cell => cell.organizationId), timeoutMs })
    await world.start()
    await runAll(cells.filter(({ fault }) => !fault.kills).sort(slowFirst))
    const killed = cells.filter(({ operation, fault }) => fault.kills && !operation.leftBy)
    for (let at = 0; at < killed.length; at += atOneBlow) await killEach(killed.slice(at, at + atOneBlow))
    await killSettlers(cells.filter(({ operation }) => operation.leftBy))
    await world.settle(
      25 * 3_600_000,
      `select count(*) from keydesk.api_keys where origin = 'keydesk' and delivered_at is null
       and revoked_at is null and last_used_at is null`,
    )
    await judge(runs, true)
  }, 900_000)

  afterAll(async () => {
    console.log(drawTable(runs, violations))
    await world.close()
  })

  const prepare = (batch: readonly Cell[]) => inTurns(batch, 8, cell => prepareCell(world, cell))

  const runAll = async (batch: readonly Cell[]) => {
    const prepared = await prepare(batch)
    await inTurns(prepared, 24, run => runCell(world, run).answered)
    await noteLeftovers(world, prepared)
    await settleAll(prepared)
  }

  const killEach = async (batch: readonly Cell[]) => {
    const prepared = await prepare(batch)
    await killAll(world, prepared)
    await noteLeftovers(world, prepared)
    await settleAll(prepared)
  }

  /** Leaves everything of every cell to the reconciler, and kills it at each of its moments, one after the other. */
  const killSettlers = async (batch: readonly Cell[]) => {
    const prepared = await prepare(batch)
    await inTurns(prepared, 8, run => leaveBehind(world, run))
    await noteLeftovers(world, prepared)
    const moments = new Map(prepared.map(run => [run, watchSettling(world, run).then(() => run)]))
    await world.advance(boundMs)
    while (moments.size > 0) {
      const came = await Promise.race([...moments.values(), sleep(patienceMs, null, { ref: false })])
      if (came === null) break
      moments.delete(came)
      await world.kill()
      await world.start()
      // Whoever was killed holds what it had taken for a minute.
      await world.advance(leaseMs)
    }
    await settleAll(prepared)
  }

  const settleAll = async (batch: CellRun[]) => {
    overdue.push(await world.settle(boundMs, `select count(*) from keydesk.intents where state = 'open'`))
    await inTurns(
      batch.filter(({ cell }) => cell.operation.mints),
      8,
      run => askAgain(world, run),
    )
    await judge(batch, false)
    runs.push(...batch)
  }

  const judge = async (batch: readonly CellRun[], aDayLater: boolean) => {
    await inTurns(batch, 8, async run => {
      violations.set(run, [...(violations.get(run) ?? []), ...(await judgeCell(world, run, aDayLater))])
    })
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

  it('settles every leftover, on however busy a machine', () => {
    expect(Math.max(...overdue)).toBeLessThan(Number.POSITIVE_INFINITY)
  })

  it('leaves every chain of the trail whole', async () => {
    expect(await verifyAudit(world.store)).toMatchObject({ ok: true })
  })

  it('leaves no secret in log, database, answers and telemetry, in no form', async () => {
    const values = world.listValues()
    expect(values.length).toBeGreaterThan(cells.length)
    for (const [where, text] of Object.entries(await world.readTraces())) {
      expect(text, where).not.toBe('')
      expect(findSecrets(values, text), where).toEqual([])
    }
  })
})

/** What waits for a deadline begins first, so that the rest runs meanwhile. */
const slowFirst = (a: Cell, b: Cell): number => Number(isSlow(b)) - Number(isSlow(a))
const isSlow = ({ fault: { how } }: Cell): boolean => how?.mode === 'hang' || how?.delayMs !== undefined

/** One line for each moment, one column for each fault, and the sums below. */
const drawTable = (runs: readonly CellRun[], violations: ReadonlyMap<CellRun, Violation[]>): string => {
  const columns = [...new Set(faults.map(({ when, name }) => `${when} ${name}`))]
  const width = Math.max(...rows.map(({ name }) => name.length))
  const lines = rows.map(row => {
    const marks = columns.map(column => {
      const fault = faults.find(it => `${it.when} ${it.name}` === column && canBe(row, it))
      if (!fault) return '·'
      const run = runs.find(
        ({ cell }) => cell.operation === row.operation && cell.step === row.step && cell.fault === fault,
      )
      if (!run) return 'missing'
      return violations.get(run)?.length === 0 ? String(run.answer?.status ?? 'none') : 'WRONG'
    })
    return [row.name.padEnd(width), ...marks.map((mark, at) => mark.padEnd(columns[at]?.length ?? 0))].join(
      '  ',
    )
  })
  const all = [...violations.values()].flat()
  const sums = (['lost', 'orphaned', 'unrecorded', 'touched', 'unsettled'] as const).map(
    kind => `${all.filter(violation => violation.kind === kind).length} ${kind}`,
  )
  const found = [...violations].flatMap(
    ([
      {
        cell: { operation, step, fault },
      },
      several,
    ]) =>
      several.map(
        ({ kind, what }) => `${operation.name}: ${step.name}, ${fault.when} ${fault.name}: ${kind}, ${what}`,
      ),
  )
  return [
    [' '.repeat(width), ...columns].join('  '),
    ...lines,
    ...found,
    `fault matrix: ${runs.length} of ${cells.length} cells, ${sums.join(', ')}`,
  ].join('\n')
}
