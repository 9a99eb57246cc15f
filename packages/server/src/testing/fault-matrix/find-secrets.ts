/** Which of these values, of 40 letters or more, are somewhere in a text: as they are, percent-encoded, or in base64 of either alphabet at whatever offset. */
export const findSecrets = (values: readonly string[], text: string): string[] => {
  // Whatever a value is written in, it is one long word; few others are.
  const words = [...new Set(text.match(/[\w%+/=-]{40,}/g) ?? [])].join('\n')
  return values.filter(value => formsOf(value).some(form => words.includes(form)))
}

const formsOf = (value: string): string[] => {
  const hex = [...Buffer.from(value)].map(byte => byte.toString(16).padStart(2, '0'))
  const percent = hex.map(byte => `%${byte}`).join('')
  return [
    value,
    percent,
    percent.toUpperCase(),
    ...[0, 1, 2].flatMap(offset => [inBase64(value, offset, 'base64'), inBase64(value, offset, 'base64url')]),
  ]
}

/** The letters that stand for the value alone, wherever in a group of three bytes it begins. */
const inBase64 = (value: string, offset: number, alphabet: 'base64' | 'base64url'): string => {
  const encoded = Buffer.from('\0'.repeat(offset) + value)
    .toString(alphabet)
    .replaceAll('=', '')
  const shared = (offset + value.length) % 3 === 0 ? 0 : 1
  return encoded.slice(offset === 0 ? 0 : offset + 1, encoded.length - shared)
}
