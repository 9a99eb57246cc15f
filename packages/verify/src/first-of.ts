/** Gives what a promise gives, or null when that takes longer than `ms` milliseconds. */
export const firstOf = async <Value>(promise: Promise<Value>, ms: number): Promise<Value | null> => {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>(resolve => {
    timer = setTimeout(resolve, ms, null)
  })
  try {
    return await Promise.race([promise, late])
  } finally {
    clearTimeout(timer)
  }
}
