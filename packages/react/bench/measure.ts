/** One line of a bench: what was measured, and what it may be at most. */
export interface Measure {
  name: string
  unit: 'kB' | 'ms' | ''
  value: number
  /** What it was measured beside, in the same unit, and how many times that it is. */
  beside?: { value: number; ratio: number }
  /** The most that the value may be, or that the ratio may be. */
  goal?: { value: number } | { ratio: number }
}

/** The middle one of an odd number of values. */
export const medianOf = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
