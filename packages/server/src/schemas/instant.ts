const pattern = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:Z|([+-])(\d{2}):(\d{2}))$/i

/** Reads an RFC 3339 timestamp (§5.6, without leap seconds) to the millisecond; null when it is none, or names a day that is not. */
export const parseInstant = (text: string): Date | null => {
  const match = pattern.exec(text)
  if (!match) return null
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number)
  if (hour === undefined || minute === undefined || second === undefined) return null
  if (hour > 23 || minute > 59 || second > 59) return null
  const date = new Date(`${match[1]}-${match[2]}-${match[3]}T00:00:00Z`)
  const exists =
    date.getUTCFullYear() === year && date.getUTCMonth() + 1 === month && date.getUTCDate() === day
  if (!exists) return null
  const offset = Number(match[9] ?? 0) * 60 + Number(match[10] ?? 0)
  if (Number(match[9] ?? 0) > 23 || Number(match[10] ?? 0) > 59) return null
  const milliseconds = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'))
  const local = date.getTime() + ((hour * 60 + minute) * 60 + second) * 1000 + milliseconds
  return new Date(local - (match[8] === '-' ? -offset : offset) * 60_000)
}
