/**
 * Wraps a fetch so that what comes back can be trusted with memory: a redirect is a failure, because it would carry the
 * environment's key elsewhere, and a body longer than `maxBytes` (after decompression) rejects.
 */
export const cappedFetch =
  ({ fetch, maxBytes }: { fetch: typeof globalThis.fetch; maxBytes: number }): typeof globalThis.fetch =>
  async (input, init) => {
    // Workers know no `redirect: 'error'`.
    const response = await fetch(input, { ...init, redirect: 'manual' })
    const isRedirect = response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400)
    if (isRedirect) throw new Error('The answer leads elsewhere')
    const { status, statusText, headers } = response
    const body = response.body === null ? null : await readAtMost(response.body, maxBytes)
    return new Response(body, { status, statusText, headers })
  }

/** Reads a body as text; rejects beyond `maxBytes`. */
export const readAtMost = async (body: ReadableStream<Uint8Array>, maxBytes: number): Promise<string> => {
  const decoder = new TextDecoder()
  let size = 0
  let text = ''
  for await (const chunk of body) {
    size += chunk.byteLength
    if (size > maxBytes) throw new Error(`The answer is longer than ${maxBytes} bytes`)
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}
