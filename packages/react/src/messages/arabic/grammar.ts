import type { Formats } from '../formats.ts'

/** A name of any script inside an Arabic sentence, so that neither turns the other around (Unicode FSI and PDI). */
export const isolate = (name: string): string => `\u2068${name}\u2069`

type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }

/** The form that a number asks for. */
export const say = (count: number, { plural }: Formats, forms: Forms): string =>
  forms[plural(count)] ?? forms.other

/** So many keys, in the genitive that a preposition or a noun before them asks for. */
export const keys = (count: number, formats: Formats): string =>
  say(count, formats, {
    one: 'مفتاح واحد',
    two: 'مفتاحين',
    few: `${formats.number(count)} مفاتيح`,
    many: `${formats.number(count)} مفتاحًا`,
    other: `${formats.number(count)} مفتاح`,
  })
