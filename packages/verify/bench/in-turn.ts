import type { Subject } from './subject.ts'

/** The order in which `size` things are used: none that a cache of the processor foresees. 7,919 shares no divisor with a power of ten. */
const shuffle = (size: number): Uint32Array =>
  Uint32Array.from({ length: size }, (_, at) => (at * 7_919) % size)

const refused = () => new Error('What is good was refused.')

/** A subject that calls with one of `size` things after another. A call that gives nothing good is an error. */
export const inTurn = (size: number, call: (at: number) => unknown): Subject => {
  const order = shuffle(size)
  let turn = 0
  return calls => {
    for (let done = 0; done < calls; done += 1) {
      if (!call(order[turn] ?? 0)) throw refused()
      turn = (turn + 1) % size
    }
  }
}

/** As `inTurn`, each call awaited before the next. */
export const inTurnAwaited = (size: number, call: (at: number) => Promise<unknown>): Subject => {
  const order = shuffle(size)
  let turn = 0
  return async calls => {
    for (let done = 0; done < calls; done += 1) {
      if (!(await call(order[turn] ?? 0))) throw refused()
      turn = (turn + 1) % size
    }
  }
}
