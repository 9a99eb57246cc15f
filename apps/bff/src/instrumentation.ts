/** Reads the environment before the first request, so that a wrong one stops the server and says why. */
export const register = async () => {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('./start.ts')
}
