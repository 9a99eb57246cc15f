/**
 * Reads a JSON object from UTF-8 whose members are all named once; null for anything else.
 * `JSON.parse` takes the last of two members of one name where another reader takes the first (RFC 8259 §4, RFC 7519 §4).
 */
export const readJsonObject = (bytes: Uint8Array): Readonly<Record<string, unknown>> | null => {
  try {
    const text = decoder.decode(bytes)
    const value: unknown = JSON.parse(text)
    // Of two members of one name one is left.
    return isObject(value) && countMembers(text) === Object.keys(value).length ? value : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// A byte order mark is kept, and then is no JSON.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

const [quote, comma, openBracket, closeBracket, openBrace, closeBrace] = [0x22, 0x2c, 0x5b, 0x5d, 0x7b, 0x7d]

/** How many members the outermost object of a valid JSON text names, twins included. */
const countMembers = (text: string): number => {
  let count = 0
  let depth = 0
  let expectsName = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === quote) {
      at = endOfString(text, at)
      if (expectsName) count += 1
      expectsName = false
    } else if (code === openBrace || code === openBracket) {
      depth += 1
      expectsName = depth === 1
    } else if (code === closeBrace || code === closeBracket) depth -= 1
    else if (code === comma && depth === 1) expectsName = true
  }
  return count
}

const endOfString = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1)
  // A quote is part of the string after an odd number of backslashes.
  while (countBackslashes(text, end) % 2 === 1) end = text.indexOf('"', end + 1)
  return end
}

const countBackslashes = (text: string, end: number): number => {
  let count = 0
  while (text[end - 1 - count] === '\\') count += 1
  return count
}
