const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const digits = new Map([...alphabet].map((character, value) => [character, value]))

const form = /^[A-Za-z0-9_-]+$/

/**
 * Whether a text is base64url, and the only way to write its bytes: no other character, no impossible length, no bits set that
 * carry nothing (RFC 4648 §3.5).
 */
const isCanonical = (text: string): boolean => {
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

/** The bytes of a base64url text; null unless it is the only way to write them. */
export const decodeBase64url = (text: string): Uint8Array<ArrayBuffer> | null => {
  if (typeof Buffer === 'function') {
    const bytes = Buffer.from(text, 'base64url')
    // Written again it is the same text, or it was not the canonical one.
    return text !== '' && bytes.toString('base64url') === text ? bytes : null
  }
  if (!isCanonical(text)) return null
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'))
  return Uint8Array.from(binary, character => character.charCodeAt(0))
}
