/** How many times the price of another thing something costs, and how many times it may; null without a goal. */
export interface Ratio {
  name: string
  ratio: number
  goal: number | null
}

/**
 * Measures several things in turn, round after round, so that whatever else the machine does meets all of them alike.
 * Gives the ratio of two of them: the median of the ratios of the rounds.
 */
export const compare = async <Name extends string>(
  subjects: Record<Name, () => Promise<number>>,
  { rounds }: { rounds: number },
): Promise<(subject: Name, reference: Name) => number> => {
  const names = Object.keys(subjects) as Name[]
  // What runs first pays for loading and compiling.
  for (const name of names) await subjects[name]()
  const measured: Record<Name, number>[] = []
  for (let round = 0; round < rounds; round += 1) {
    const costs: Partial<Record<Name, number>> = {}
    for (const name of names) costs[name] = await subjects[name]()
    measured.push(costs as Record<Name, number>)
  }
  return (subject, reference) => medianOf(measured.map(round => round[subject] / round[reference]))
}

/** The middle one; NaN of none. */
export const medianOf = (values: number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
