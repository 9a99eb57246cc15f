import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../../store/index.ts'
import { describeOnServer } from '../store-engines.ts'
import { createFaults, keyName, keyPermissions, type Subject } from './fault-table.ts'
import { inTurns } from './in-turns.ts'
import type { Violation } from './judge-cell.ts'
import { judgeMigrationCell } from './judge-migration-cell.ts'
import { application } from './m2m-fault-table.ts'
import { type MigrationOperation, migrationOperations } from './migration-fault-table.ts'
import { askAgain, type Cell, type CellRun, runCell } from './run-cell.ts'
import { killAll, noteLeftovers } from './spoil-cells.ts'
import { heirOf, startWorld, type World } from './start-world.ts'

const timeoutMs = 8000
/** A leftover is settled once its deadline and a minute more have passed. */
const boundMs = timeoutMs + 60_000
const day = 86_400_000

/** What is left open, and the plans whose key or application is over. */
const unsettled = `select (select count(*) from keydesk.intents where state = 'open') + (
    select count(*) from keydesk.credential_migrations as plan
    join keydesk.api_keys as key on key.id = plan.api_key_id
    join keydesk.m2m_applications as application on application.id = plan.application_id
    where plan.status = 'running' and (key.revoked_at is not null or application.deleted_at is not null)
  ) as count`

const faults = createFaults(timeoutMs + 1000).filter(({ name, when }) =>
  ['cut', 'kill', 'reset', ...(when === 'before' ? ['500', '422', '429'] : ['half', 'late'])].includes(name),
)
const rows = migrationOperations.flatMap(operation =>
  operation.steps.map(step => ({ name: `${operation.name}: ${step.name}`, operation, step })),
)
const nobody: Subject = { organizationId: '', heirId: '', keyIds: [], endsAt: '', laterEndsAt: '' }
const canBe = ({ step }: (typeof rows)[number], fault: (typeof faults)[number]) =>
  step.place(nobody).at === fault.at

/** A cell of migrations. */
type MigrationCell = Cell & { operation: MigrationOperation }
type MigrationRun = CellRun & { cell: MigrationCell }

const cells = rows
  .flatMap(row => faults.filter(fault => canBe(row, fault)).map(fault => ({ ...row, fault })))
  .map(
    ({ operation, step, fault }, index): MigrationCell => ({
      ...{ operation, step, fault },
      organizationId: `org_${String(index).padStart(4, '0')}`,
    }),
  )

describeOnServer('the fault matrix of migrations', postgres => {
  let world: World
  const runs: MigrationRun[] = []
  const violations = new Map<MigrationRun, Violation[]>()
  const overdue: number[] = []

  beforeAll(async () => {
    world = await startWorld(postgres(), { organizations: cells.map(cell => cell.organizationId), timeoutMs })
    await world.start()
    runs.push(...(await inTurns(cells, 4, prepare)))
    const of = (kills: boolean) => runs.filter(({ cell }) => cell.fault.kills === kills)
    await inTurns(of(false), 16, run => runCell(world, run).answered)
    await killAll(world, of(true))
    await noteLeftovers(world, runs)
    await settleAndJudge(false)
    await inTurns(runs, 3, run => askAgain(world, run))
    await settleAndJudge(true)
  }, 600_000)

  afterAll(async () => {
    const found = [...violations].flatMap(([{ cell, answer }, several]) =>
      several.map(
        ({ kind, what }) =>
          `${cell.operation.name}: ${cell.step.name}, ${cell.fault.when} ${cell.fault.name} (${answer?.status}): ${kind}, ${what}`,
      ),
    )
    console.log([...found, `fault matrix of migrations: ${runs.length} of ${cells.length} cells`].join('\n'))
    await world.close()
  })

  /** Makes the key, the application and, unless it is about starting, the plan that a cell needs. */
  const prepare = async (cell: MigrationCell): Promise<MigrationRun> => {
    const { organizationId, operation } = cell
    const inDays = (days: number) => new Date(world.now() + days * day).toISOString()
    const [plannedAt, laterEndsAt, endsAt] = [inDays(10), inDays(20), inDays(30)]
    const make = async (path: string, body?: object) => {
      const answer = await world.ask(organizationId, {
        ...{ method: 'POST', path, body },
        idempotencyKey: randomUUID(),
      })
      if (!answer || answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer)}`)
      return Object(answer.body)
    }
    const key = { name: keyName, permissions: keyPermissions, expiresAt: endsAt }
    const { apiKey } = await make('/api-keys', key)
    await make(`/api-keys/${apiKey.id}/acknowledge`)
    const made = await make('/m2m-applications', { ...application, replaces: apiKey.id })
    const plan = { apiKeyId: apiKey.id, applicationId: made.application.id, endsAt: plannedAt }
    const subject: Subject = {
      ...{ organizationId, heirId: heirOf(organizationId), keyIds: [apiKey.id] },
      ...{ endsAt, laterEndsAt, plannedAt, applicationId: made.application.id },
      ...(operation.isStarted && { migrationId: (await make('/migrations', plan)).id }),
    }
    return {
      ...{ cell, subject, before: [], twin: null, isSprung: false, answer: null, leftovers: [], again: null },
      question: operation.request(subject),
    }
  }

  const settleAndJudge = async (isDone: boolean) => {
    overdue.push(await world.settle(boundMs, unsettled))
    await inTurns(runs, 8, async run => {
      const found = await judgeMigrationCell(world, run, { isDone })
      violations.set(run, [...(violations.get(run) ?? []), ...found])
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

  it('settles every leftover', () => {
    expect(overdue).toHaveLength(2)
    expect(Math.max(...overdue)).toBeLessThan(Number.POSITIVE_INFINITY)
  })

  it('leaves every chain of the trail whole', async () => {
    expect(await verifyAudit(world.store)).toMatchObject({ ok: true })
  })
})
