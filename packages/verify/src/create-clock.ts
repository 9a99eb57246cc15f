/** A moment by two clocks, in milliseconds: the one on the wall (since 1970), and one that nobody sets. */
export interface Moment {
  readonly at: number
  readonly elapsed: number
}

/** Tells how late it is, and how old things are. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  mark(): Moment
  /** Milliseconds since a moment; infinite where there was none. */
  ageOf(moment: Moment | null): number
  /** `now`, or what it would be had nobody set the clock back since this was made. */
  latest(): number
}

/**
 * Makes a clock of two. Of two ages the longer counts: a clock that is set back makes nothing younger, and a machine that slept
 * nothing either.
 */
export const createClock = ({ now, elapsed }: { now: () => number; elapsed: () => number }): Clock => {
  const start = now() - elapsed()
  return {
    now,
    mark: () => ({ at: now(), elapsed: elapsed() }),
    ageOf: moment =>
      moment === null ? Number.POSITIVE_INFINITY : Math.max(now() - moment.at, elapsed() - moment.elapsed),
    latest: () => Math.max(now(), start + elapsed()),
  }
}
