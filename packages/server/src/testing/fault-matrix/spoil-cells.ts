import { type CellRun, runCell } from './run-cell.ts'
import type { World } from './start-world.ts'

/** Brings every cell to its moment, and then kills the process in the middle of all of them. */
export const killAll = async (world: World, batch: readonly CellRun[]): Promise<void> => {
  const running = batch.map(run => runCell(world, run))
  await Promise.all(running.map(({ reached }) => reached))
  await world.kill()
  await Promise.all(running.map(({ answered }) => answered))
  world.emulator.clearFaults()
  await world.start()
}

/** Notes of each cell which requests left an intent open. */
export const noteLeftovers = async (world: World, batch: readonly CellRun[]): Promise<void> => {
  const open = await world.query(
    `select organization_id, request_id from keydesk.intents where state = 'open'`,
  )
  for (const run of batch) {
    run.leftovers = open
      .filter(({ organization_id: id }) => id === run.cell.organizationId)
      .map(({ request_id: requestId }) => requestId)
  }
}
