import { readAtMost } from '../capped-fetch.ts'

const maxBytes = 256 * 1024
const toleranceMs = 180_000

/** The body of a message, or the answer to one that is refused. */
export type SignedBody = { ok: true; text: string; json: unknown } | { ok: false; response: Response }

const refuse = (status: number, detail: string): { ok: false; response: Response } => ({
  ok: false,
  response: Response.json(
    { type: 'about:blank', title: 'The message was refused', status, detail },
    { status, headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' } },
  ),
})

/**
 * Reads the signed body of a message: at most 256 KiB, sent at most 180 seconds ago or ahead. `isSigned` is given the raw text;
 * nothing of it is parsed before that says yes.
 */
export const readSignedBody = async (
  request: Request,
  { sentAt, now, isSigned }: { sentAt: number; now: number; isSigned: (text: string) => Promise<boolean> },
): Promise<SignedBody> => {
  if (request.method !== 'POST') return refuse(405, 'Send it by POST.')
  if (!(Math.abs(now - sentAt) <= toleranceMs))
    return refuse(400, 'Its time is missing, or too far from now.')
  try {
    const text = request.body === null ? '' : await readAtMost(request.body, maxBytes)
    if (!(await isSigned(text))) return refuse(401, 'Its signature is missing, or not ours.')
    return { ok: true, text, json: JSON.parse(text) }
  } catch {
    return refuse(400, 'Its body is too long, broken off, or no JSON.')
  }
}
