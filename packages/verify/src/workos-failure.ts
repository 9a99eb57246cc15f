import * as z from 'zod'
import type { Validation } from './validate.ts'

// The SDK's exceptions, by what they carry: class identity does not survive bundling.
const failure = z.object({
  status: z.number().optional().catch(undefined),
  retryAfter: z.number().positive().nullish().catch(undefined),
})

const describe = (status: number | undefined): string => {
  switch (status) {
    case undefined:
      return 'WorkOS could not be reached, or its answer could not be read'
    case 401:
    case 403:
      return `WorkOS refuses this environment's own key (${status}): check WORKOS_API_KEY`
    case 408:
      return 'WorkOS did not answer in time'
    case 429:
      return 'WorkOS is limiting requests (429)'
    default:
      return `WorkOS answered ${status}`
  }
}

/** Turns whatever the SDK threw into "nobody could tell". Words from upstream are left out: they may quote the credential. */
export const toUnavailable = (error: unknown): Validation => {
  const { data } = failure.safeParse(error)
  const unavailable = { ok: false, code: 'unavailable', cause: describe(data?.status) } as const
  return data?.retryAfter ? { ...unavailable, retryAfter: data.retryAfter } : unavailable
}
