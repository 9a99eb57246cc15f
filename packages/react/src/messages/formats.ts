/** Dates, spans, lists and plurals in one locale and time zone, all through `Intl`. */
export interface Formats {
  /** 20 Feb 2027 */
  shortDate: (at: string | Date) => string
  /** 20 February 2027 */
  date: (at: string | Date) => string
  /** 20 February 2027 at 01:12 CET */
  instant: (at: string | Date) => string
  /** 3 minutes ago, tomorrow, in 6 days */
  relative: (at: string | Date, now: number) => string
  /** The same for what has happened, which is never in the future, whatever two clocks say. */
  ago: (at: string, now: number) => string
  /** 15 minutes, 1 hour */
  length: (value: number, unit: 'minute' | 'hour' | 'day') => string
  number: (value: number) => string
  /** posts, comments and exports */
  list: (items: string[]) => string
  plural: (count: number) => Intl.LDMLPluralRule
}

/** Makes the formats of a locale. Without a time zone it is the reader's own. */
export const createFormats = (locale: string, timeZone?: string): Formats => {
  const sayDate = (options: Intl.DateTimeFormatOptions) => {
    const { format } = new Intl.DateTimeFormat(locale, { ...options, timeZone })
    return (at: string | Date) => format(new Date(at))
  }
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const list = new Intl.ListFormat(locale)
  const plural = new Intl.PluralRules(locale)
  const toRelative = (at: string | Date, now: number) => {
    const [amount, unit] = toSpan(new Date(at).getTime() - now)
    return relative.format(amount, unit)
  }
  return {
    shortDate: sayDate({ dateStyle: 'medium' }),
    date: sayDate({ dateStyle: 'long' }),
    instant: sayDate({
      year: 'numeric',
      month: 'long',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      timeZoneName: 'short',
    }),
    relative: toRelative,
    ago: (at, now) => toRelative(at, Math.max(now, Date.parse(at))),
    length: (value, unit) =>
      new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(value),
    number: new Intl.NumberFormat(locale).format,
    list: items => list.format(items),
    plural: count => plural.select(count),
  }
}

/** A span of milliseconds in the largest unit that still says something: never "in 90 minutes", never "0 days ago". */
export const toSpan = (milliseconds: number): [number, Intl.RelativeTimeFormatUnit] => {
  const size = Math.abs(milliseconds)
  const [unit, length] = units.find(([, , limit]) => size < limit) ?? years
  return [Math.sign(milliseconds) * Math.floor(size / length), unit]
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
const years: [Intl.RelativeTimeFormatUnit, number] = ['year', 365 * day]
const units: [Intl.RelativeTimeFormatUnit, number, number][] = [
  ['second', minute, minute],
  ['minute', minute, hour],
  ['hour', hour, day],
  ['day', day, 60 * day],
  ['month', 30.44 * day, 365 * day],
]

/** The reader's own variety of a language, `en-GB` for `en` say: they know which way round a date is written. */
export const toReaderLocale = (language: string): string =>
  (typeof navigator === 'undefined' ? [] : (navigator.languages ?? [])).find(
    locale => locale === language || locale.startsWith(`${language}-`),
  ) ?? language
