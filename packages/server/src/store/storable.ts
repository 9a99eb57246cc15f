/** What stands between the two parts of the text that is searched. */
export const separator = '\uFFFF'

/** Text as PostgreSQL can hold it: no NUL and no half of a character. What is not even a character is free for `separator`. */
export const toStorable = (text: string): string =>
  text.toWellFormed().replaceAll('\0', '\uFFFD').replaceAll(separator, '\uFFFD')

/** JSON as PostgreSQL can hold it; what JSON has no word for is left out. */
export const toStorableJson = (value: unknown): unknown =>
  JSON.parse(
    JSON.stringify(value ?? null, (_key, part: unknown) =>
      typeof part === 'string' ? toStorable(part) : part,
    ),
  )

/** What a text is searched by with `like`: every character stands for itself, in any case. */
export const toPattern = (search: string): string =>
  `%${toStorable(search)
    .toLowerCase()
    .replace(/[\\%_]/g, '\\$&')}%`
