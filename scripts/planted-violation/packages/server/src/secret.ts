/** Something the browser must never hold. */
export const secret = 'planted'
