/** A part of the looks. */
export const part = 'planted'
