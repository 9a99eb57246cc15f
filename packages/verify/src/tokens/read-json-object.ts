/**
 * Reads a JSON object from UTF-8 whose members are all named once; null for anything else.
 * `JSON.parse` takes the last of two members of one name where another reader takes the first (RFC 8259 §4, RFC 7519 §4).
 */
export const readJsonObject = (bytes: Uint8Array): Readonly<Record<string, unknown>> | null => {
  try {
    const text = decoder.decode(bytes)
    const value: unknown = JSON.parse(text)
    if (!isObject(value)) return null
    // Most are written as JSON.stringify would; of a twin it would write one.
    return JSON.stringify(value) === text || !hasTwin(text) ? value : null
  } catch {
    return null
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

// A byte order mark is kept, and then is no JSON.
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** Whether the outermost object of a valid JSON text names a member twice. */
const hasTwin = (text: string): boolean => {
  const names = new Set<string>()
  let depth = 0
  let expectsName = false
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (character === '"') {
      const start = at
      at = endOfString(text, at)
      if (!expectsName) continue
      expectsName = false
      const raw = text.slice(start, at + 1)
      // A name may be spelled with escapes.
      const name = raw.includes('\\') ? String(JSON.parse(raw)) : raw.slice(1, -1)
      if (names.has(name)) return true
      names.add(name)
    } else if (character === '{' || character === '[') {
      depth += 1
      expectsName = depth === 1
    } else if (character === '}' || character === ']') depth -= 1
    else if (character === ',' && depth === 1) expectsName = true
  }
  return false
}

const endOfString = (text: string, start: number): number => {
  let at = start + 1
  while (text[at] !== '"') at += text[at] === '\\' ? 2 : 1
  return at
}
