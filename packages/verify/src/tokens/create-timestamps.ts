const dayMs = 86_400_000

const pad = (value: number): string => (value < 10 ? `0${value}` : `${value}`)

/**
 * Makes what writes a moment (milliseconds since 1970) as RFC 3339 in UTC, as `Date` does in four times the time: tokens that are
 * checked together end on the same day or two, so a date is written once.
 */
export const createTimestamps = (): ((at: number) => string) => {
  let day = Number.NaN
  let date = ''
  return at => {
    // Hardly ever: a token ends with a second.
    if (at % 1_000 !== 0) return new Date(at).toISOString()
    const today = Math.floor(at / dayMs)
    if (today !== day) {
      date = new Date(at).toISOString().slice(0, -'00:00:00.000Z'.length)
      day = today
    }
    const seconds = (at - today * dayMs) / 1_000
    const minutes = Math.floor(seconds / 60)
    const time = `${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}:${pad(seconds % 60)}`
    return `${date}${time}.000Z`
  }
}
