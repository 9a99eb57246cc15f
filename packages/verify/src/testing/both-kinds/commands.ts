import fc from 'fast-check'

// Taken modulo how many there are; of tokens, counted from the youngest.
const which = fc.nat(11)
const on = fc.boolean()
/** Whether the gate is told at once. If not, a webhook may come later. */
const told = fc.boolean()

const make = <Name extends string, Part extends object = object>(name: Name, part?: fc.Arbitrary<Part>) =>
  (part ?? fc.constant({} as Part)).map(rest => ({ do: name, ...rest }))

/** What happens to keys, and to whoever checks them. */
const toKeys = {
  revoke: make('revoke', fc.record({ key: which, told })),
  narrow: make('narrow', fc.record({ key: which, told })),
  shorten: make('shorten', fc.record({ key: which, inMs: fc.nat(60_000), told })),
  rotate: make('rotate', fc.record({ key: which, told })),
  webhook: make('webhook'),
  validatorOutage: make('validatorOutage', fc.record({ on })),
}
/** What happens to tokens, and to their issuer. */
const toTokens = {
  deny: make('deny', fc.record({ client: which })),
  denyKeyId: make('denyKeyId', fc.record({ key: which })),
  deleteSecret: make('deleteSecret', fc.record({ client: which })),
  deleteApplication: make('deleteApplication', fc.record({ client: which })),
  rotateSigningKey: make('rotateSigningKey'),
  withdrawSigningKey: make('withdrawSigningKey', fc.record({ index: which })),
  reuseKeyId: make('reuseKeyId'),
  issuerOutage: make('issuerOutage', fc.record({ on })),
}
const toTime = {
  pass: make(
    'pass',
    fc.record({
      ms: fc.constantFrom(1, 1_000, 5_000, 9_999, 24_000, 30_000, 60_000, 300_000, 600_000, 3_600_000),
    }),
  ),
  setBack: make('setBack', fc.record({ ms: fc.constantFrom(5_000, 60_000, 1_000_000) })),
  setForward: make('setForward', fc.record({ ms: fc.constantFrom(5_000, 60_000, 1_000_000) })),
}
/** What is asked of the gate all along. */
const asking = {
  verifyKey: make('verifyKey', fc.record({ key: which })),
  verifyToken: make('verifyToken', fc.record({ token: which })),
  mint: make('mint', fc.record({ client: which, seconds: fc.constantFrom(60, 300, 3_600, 86_400) })),
  settle: make('settle'),
}

const happenings = { ...toKeys, ...toTokens, ...toTime }
type Happening = keyof typeof happenings
const isHappening = (name: string): name is Happening => name in happenings

type Table = typeof happenings & typeof asking
/** What may be done to a gate and to the world around it. */
export type Command = {
  [Name in keyof Table]: Table[Name] extends fc.Arbitrary<infer Value> ? Value : never
}[keyof Table]

/** All that only tokens, or only keys, are concerned with. */
export const ofTokens: readonly Command['do'][] = [
  ...Object.keys(toTokens).filter(isHappening),
  'verifyToken',
  'mint',
]
export const ofKeys: readonly Command['do'][] = [...Object.keys(toKeys).filter(isHappening), 'verifyKey']

const choose = (names: string[], maxLength = 2): fc.Arbitrary<Happening[]> =>
  fc.subarray(names.filter(isHappening), { maxLength })

/**
 * Commands for one run. Each run has a few kinds of happenings alone, and so many of each: with all of them at once, those that have to
 * meet for a mistake to show would hardly ever meet.
 */
export const commands: fc.Arbitrary<Command[]> = fc
  .tuple(choose(Object.keys(toKeys)), choose(Object.keys(toTokens)), choose(['setBack', 'setForward']))
  .chain(chosen =>
    fc.array(
      fc.oneof(
        { weight: 3, arbitrary: asking.verifyKey },
        { weight: 3, arbitrary: asking.verifyToken },
        { weight: 1, arbitrary: asking.mint },
        { weight: 1, arbitrary: asking.settle },
        { weight: 2, arbitrary: toTime.pass },
        ...chosen.flat().map(name => ({ weight: 1, arbitrary: happenings[name] as fc.Arbitrary<Command> })),
      ),
      { minLength: 5, maxLength: 50 },
    ),
  )
