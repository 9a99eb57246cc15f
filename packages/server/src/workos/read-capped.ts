/** The largest answer that is read. */
export const maxAnswerBytes = 1_048_576

/** Reads an answer's text, which must be UTF-8. Throws for more than `maxAnswerBytes`. */
export const readCapped = async (answer: Response): Promise<string> => {
  if (!answer.body) return ''
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of answer.body) {
    size += chunk.byteLength
    if (size > maxAnswerBytes) throw new Error(`larger than ${maxAnswerBytes} bytes`)
    chunks.push(chunk)
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks))
}
