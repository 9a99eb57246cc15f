/**
 * Completes settings that are numbers by what holds where a host says nothing; undefined says nothing. Throws a TypeError for one that is
 * no number, or below 0: every comparison with it would be false, and the bound that it is would be gone without a word.
 */
export const readAmounts = <Name extends string>(
  group: string,
  defaults: Readonly<Record<Name, number>>,
  given: { readonly [Each in NoInfer<Name>]?: number | undefined } = {},
): Record<Name, number> => {
  const amounts: Record<Name, number> = { ...defaults }
  for (const name in amounts) {
    const amount = given[name] ?? amounts[name]
    if (!(typeof amount === 'number' && amount >= 0))
      throw new TypeError(`${group}${name} is a number, 0 or more, and not ${String(amount)}`)
    amounts[name] = amount
  }
  return amounts
}
