import * as z from 'zod'

/** Controls, lone surrogates, line and paragraph separators, and format characters, the bidirectional ones among them. */
const forbidden = /[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]/u

/** A zero-width joiner where it belongs: behind an emoji, with its skin tone or variation selector, and before the next. */
const joinerInEmoji =
  /(?<=\p{Extended_Pictographic}[\u{1F3FB}-\u{1F3FF}\uFE0F]?)\u200D(?=\p{Extended_Pictographic})/gu

/** How long a name counts: in code points. */
export const countCharacters = (text: string): number => Array.from(text).length

/** The name of a credential after NFC and trim: 1 to `maxLength` code points, and nothing that hides or reorders text. */
export const nameSchema = (maxLength: number) =>
  z
    .string()
    .normalize('NFC')
    .trim()
    .check(context => {
      const name = context.value
      if (name === '') {
        context.issues.push({
          code: 'custom',
          input: name,
          message: 'A name must not be empty.',
          params: { code: 'required' },
        })
      } else if (countCharacters(name) > maxLength) {
        context.issues.push({
          code: 'custom',
          input: name,
          message: `A name may have ${maxLength} characters at most.`,
          params: { code: 'too_long' },
        })
      }
      if (forbidden.test(name.replace(joinerInEmoji, ''))) {
        context.issues.push({
          code: 'custom',
          input: name,
          message: 'A name must not hold control, formatting or invisible characters.',
          params: { code: 'invalid_name' },
        })
      }
    })
    .meta({ minLength: 1, maxLength })
