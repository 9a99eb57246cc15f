const start = Date.parse('2026-11-22T12:00:00.000Z')

/** Time as it passes, and the gate's clock, which may be set. Both in milliseconds. */
export const createSimulatedTime = () => {
  let passed = 0
  let offset = 0
  let wasSet = false
  const watching = new Set<number[]>()
  const set = (by: number) => {
    offset += by
    wasSet = true
    for (const walls of watching) walls.push(time.wall())
  }
  const time = {
    /** What has passed: nobody can set it back. */
    passed: () => passed,
    /** What everybody else's clock shows, in milliseconds since 1970. */
    real: () => start + passed,
    /** What the gate's shows. */
    wall: () => start + passed + offset,
    /** Whether somebody has ever set the gate's clock. */
    wasSet: () => wasSet,
    pass: (ms: number) => {
      passed += ms
    },
    set,
    /** Notes all that the gate's clock shows after it is set, until it is told to stop. */
    watch: () => {
      const walls = [time.wall()]
      watching.add(walls)
      return { earliest: () => Math.min(...walls), stop: () => watching.delete(walls) }
    },
  }
  return time
}

export type SimulatedTime = ReturnType<typeof createSimulatedTime>
