/** When every story plays. */
export const now = Date.parse('2026-11-22T09:00:00Z')

/** A day in milliseconds. */
export const dayMs = 86_400_000

/** An instant so many days from then, or before it. */
export const inDays = (days: number): string => new Date(now + days * dayMs).toISOString()

/** Stops the clock of this page: dates stay what they are, and "3 minutes ago" stays true. Timers go on. */
export const stopClock = (): void => {
  const RunningDate = Date
  globalThis.Date = new Proxy(RunningDate, {
    construct: (target, given, newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now] : given, newTarget),
    get: (target, name, receiver) => (name === 'now' ? () => now : Reflect.get(target, name, receiver)),
  })
}
