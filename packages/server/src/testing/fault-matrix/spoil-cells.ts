import { type CellRun, runCell } from './run-cell.ts'
import type { World } from './start-world.ts'

/** How many cells are killed at one blow: each must come to its moment within the deadline of its request, however busy the machine. */
const atOneBlow = 14

/** Brings cells to their moments, some at a time, and then kills the process in the middle of all of them. */
export const killAll = async (world: World, cells: readonly CellRun[]): Promise<void> => {
  for (let at = 0; at < cells.length; at += atOneBlow) {
    const running = cells.slice(at, at + atOneBlow).map(run => runCell(world, run))
    await Promise.all(running.map(({ reached }) => reached))
    await world.kill()
    await Promise.all(running.map(({ answered }) => answered))
    world.emulator.clearFaults()
    await world.start()
  }
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
