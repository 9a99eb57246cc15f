import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nameSchema } from './name.ts'

const schema = nameSchema(200)
const accepts = (name: string) => schema.safeParse(name).success
const hidden = fc
  .oneof(
    fc.integer({ min: 0, max: 0x1f }),
    fc.integer({ min: 0x7f, max: 0x9f }),
    fc.integer({ min: 0x202a, max: 0x202e }),
    fc.integer({ min: 0x2066, max: 0x2069 }),
    fc.integer({ min: 0xd800, max: 0xdfff }),
    fc.integer({ min: 0xe0001, max: 0xe007f }),
    fc.constantFrom(
      0xad,
      0x61c,
      0x180e,
      0x200b,
      0x200c,
      0x200d,
      0x200e,
      0x200f,
      0x2028,
      0x2029,
      0x2060,
      0xfeff,
    ),
  )
  .map(code => String.fromCodePoint(code))
  .filter(character => character !== '\u{E0000}')
const letters = fc.stringMatching(/^[a-zA-Z0-9åÅéßжأ中ñ]{1,60}$/u)

describe('a name', () => {
  it('may be any letters in any script', () => {
    fc.assert(fc.property(letters, name => accepts(name)))
  })

  it('never hides or reorders anything, wherever it stands in the name', () => {
    fc.assert(
      fc.property(letters, hidden, letters, (before, character, after) => {
        fc.pre(/[\p{Cc}\p{Cs}\p{Cf}\p{Zl}\p{Zp}]/u.test(character))
        return !accepts(before + character + after)
      }),
      { numRuns: 2000 },
    )
  })

  it('is the same after it has been read once more', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), text => {
        const result = schema.safeParse(text)
        if (!result.success) return
        expect(result.data).toBe(result.data.normalize('NFC').trim())
        expect(schema.parse(result.data)).toBe(result.data)
      }),
    )
  })

  it.each([
    ['a family', '\u{1F468}\u200D\u{1F469}\u200D\u{1F467}\u200D\u{1F466}'],
    ['a rainbow flag', '\u{1F3F3}\uFE0F\u200D\u{1F308}'],
    ['a pilot with a skin tone', '\u{1F469}\u{1F3FD}\u200D\u2708\uFE0F'],
    ['a heart on fire', 'Prod \u2764\uFE0F\u200D\u{1F525}!'],
    ['a keycap', '1\uFE0F\u20E3'],
  ])('may hold %s', (_, name) => {
    expect(accepts(name)).toBe(true)
  })

  it.each([
    ['between letters', 'ad\u200Dmin'],
    ['behind an emoji', '\u{1F468}\u200D'],
    ['before an emoji', '\u200D\u{1F468}'],
    ['twice between emoji', '\u{1F468}\u200D\u200D\u{1F469}'],
    ['between an emoji and a letter', '\u{1F468}\u200Dx'],
    ['behind a variation selector on a letter', 'x\uFE0F\u200D\u{1F468}'],
  ])('may not hold a zero-width joiner %s', (_, name) => {
    expect(accepts(`Key ${name} end`)).toBe(false)
  })

  it('has 1 to 200 code points after NFC and trim', () => {
    expect(accepts('\u{1F600}'.repeat(200))).toBe(true)
    expect(accepts('\u{1F600}'.repeat(201))).toBe(false)
    expect(accepts(`${' '.repeat(50)}${'e\u0301'.repeat(200)}\n`)).toBe(true)
    expect(accepts('\u00a0\u3000 ')).toBe(false)
    expect(accepts('')).toBe(false)
  })
})
