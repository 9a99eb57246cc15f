/** Turns a credential into what it is remembered by: 32 bytes, one per character, from which nobody gets it back. */
export type Fingerprint = (value: string) => string | Promise<string>

// Asked for instead of imported, so that the same file runs where there is no `node:`. WebCrypto's digest costs a hundred times as much.
const nodeCrypto = globalThis.process?.getBuiltinModule?.('node:crypto')

const encoder = new TextEncoder()

/** SHA-256 by WebCrypto, for runtimes without `node:crypto`. */
export const digestByWebCrypto = async (value: string): Promise<string> => {
  const digest = await crypto.subtle.digest('SHA-256', encoder.encode(value))
  return String.fromCharCode(...new Uint8Array(digest))
}

/** SHA-256 of a credential; at once where Node has its one-call hash. */
export const fingerprint: Fingerprint = nodeCrypto?.hash
  ? value => nodeCrypto.hash('sha256', value, 'binary')
  : digestByWebCrypto
