/** How far two clocks may seem to part, in milliseconds, while one is read after the other. */
const tolerance = 50

/**
 * Makes a clock for ages, out of the one on the wall, which may be set, and the one that only goes forward, which may stand still while
 * the machine sleeps. It is told what the first one says and gives the milliseconds since it was made: of the two it follows whichever
 * has gone further, so that a clock that is set back makes nothing younger, and neither does a machine that slept.
 */
export const createAgeClock = (wallAt: number, elapsed: () => number): ((at: number) => number) => {
  const start = elapsed()
  /** What the wall is ahead of the other clock, and what it was set forward by in all. */
  let lead = wallAt - start
  let skipped = 0
  return at => {
    const steady = elapsed()
    const ahead = at - steady
    if (ahead > lead + tolerance) {
      skipped += ahead - lead
      lead = ahead
    } else if (ahead < lead) lead = ahead
    return steady - start + skipped
  }
}
