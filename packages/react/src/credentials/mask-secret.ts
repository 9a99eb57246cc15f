/** A text with the secret in it hidden: only its last four characters can be read. */
export const maskSecret = (text: string, value: string): string =>
  text.replaceAll(value, () => `${'•'.repeat(24)}${value.slice(-4)}`)
