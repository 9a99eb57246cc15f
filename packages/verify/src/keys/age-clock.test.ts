import { expect, test } from 'vitest'
import { createAgeClock } from './age-clock.ts'

const world = () => {
  const time = { wall: 1_000_000, steady: 500 }
  const clock = createAgeClock(time.wall, () => time.steady)
  const pass = (ms: number) => {
    time.wall += ms
    time.steady += ms
  }
  return { time, pass, read: () => clock(time.wall) }
}

test('it goes as time goes', () => {
  const { pass, read } = world()
  expect(read()).toBe(0)
  pass(1_234)
  expect(read()).toBe(1_234)
})

test('a clock on the wall that is set back does not take it back, and goes on counting', () => {
  const { time, pass, read } = world()
  pass(1_000)
  time.wall -= 3_600_000
  expect(read()).toBe(1_000)
  pass(1_000)
  expect(read()).toBe(2_000)
})

test('what passed while the machine slept counts, in one piece or in many', () => {
  const { time, pass, read } = world()
  time.wall += 3_600_000
  expect(read()).toBe(3_600_000)
  for (let night = 0; night < 100; night++) {
    time.wall += 40
    pass(10)
    read()
  }
  expect(read()).toBeGreaterThanOrEqual(3_600_000 + 100 * 50 - 50)
})

test('clocks that are read one after the other do not make time pass faster', () => {
  const { time, pass, read } = world()
  for (let turn = 0; turn < 1_000; turn++) {
    time.wall += turn % 2 === 0 ? 1 : -1
    pass(1)
    read()
  }
  expect(read()).toBeLessThanOrEqual(1_001)
})
