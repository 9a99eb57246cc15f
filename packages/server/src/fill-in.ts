/** Complete settings: the given ones, and the default of each that is left out or undefined. */
export const fillIn = <Settings extends object>(
  defaults: Settings,
  given: { [Setting in keyof Settings]?: Settings[Setting] | undefined } = {},
): Settings => ({
  ...defaults,
  ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
})
