import { measureList } from '../packages/react/bench/list.ts'
import type { Measure } from '../packages/react/bench/measure.ts'
import { raceWidgets } from '../packages/react/bench/race-widgets.ts'
import { weighWidgets } from '../packages/react/bench/weigh-widgets.ts'
import { buildOnce } from './build.ts'

/** Runs the benches of the widget and prints what they found; with `--check` a missed goal is a failure. */
const main = async () => {
  buildOnce()
  const benches = [
    { title: 'The widget, beside the one of WorkOS: bytes', run: weighWidgets },
    { title: 'The widget, beside the one of WorkOS: first row', run: raceWidgets },
    { title: 'A list of 10,000 keys, beside one of 100', run: measureList },
  ]
  for (const { title, run } of benches) {
    const measures = await run()
    console.log(`\n${title}`)
    for (const measure of measures) print(measure)
    if (process.argv.includes('--check') && measures.some(isMissed)) process.exitCode = 1
  }
}

const isMissed = ({ value, beside, goal }: Measure): boolean => {
  if (goal === undefined) return false
  return 'value' in goal ? value > goal.value : (beside?.ratio ?? Number.NaN) > goal.ratio
}

const print = (measure: Measure): void => {
  const { name, unit, value, beside, goal } = measure
  const amount = (of: number) => `${of.toFixed(unit === '' ? 0 : 1)} ${unit}`.trim().padStart(10)
  const most = goal && ('value' in goal ? amount(goal.value).trim() : `${goal.ratio} ×`)
  const verdict = most ? `goal ≤ ${most}  ${isMissed(measure) ? 'MISSED' : 'met'}` : ''
  const compared = beside ? `${amount(beside.value)}  ${beside.ratio.toFixed(2)} ×` : ''
  console.log(`${name.padEnd(30)} ${amount(value)} ${compared.padEnd(18)}  ${verdict}`.trimEnd())
}

await main()
