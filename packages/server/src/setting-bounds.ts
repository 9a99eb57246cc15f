/** Longest life or age of anything, in days. */
export const maxDays = 36_500

/** Whether a setting is a whole number within these bounds. */
export const isBetween = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most

/** Whether a setting is one permission slug as WorkOS writes them. */
export const isSlug = (value: string): boolean => /^[a-z0-9_:.*-]+$/.test(value)
