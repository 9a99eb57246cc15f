const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const digits = new Map([...alphabet].map((character, value) => [character, value]))

const form = /^[A-Za-z0-9_-]+$/

/**
 * Whether a text is base64url, and the only way to write its bytes: no other character, no impossible length, no bits set that
 * carry nothing (RFC 4648 §3.5).
 */
export const isCanonical = (text: string): boolean => {
  if (!form.test(text)) return false
  const last = digits.get(text.at(-1) ?? '')
  if (last === undefined) return false
  switch (text.length % 4) {
    case 1:
      return false
    case 2:
      return (last & 0b1111) === 0
    case 3:
      return (last & 0b11) === 0
    default:
      return true
  }
}
