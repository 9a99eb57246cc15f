import type { Actor } from '../actor.ts'
import { KeydeskError } from '../keydesk-error.ts'
import type { Settings } from '../settings.ts'

/** Lets the actor through whose sign-in is young enough to make a secret with; throws `reauthentication_required`. */
export const requireRecentSignIn = (
  { authenticatedAt }: Pick<Actor, 'authenticatedAt'>,
  { maxAgeSeconds: maxAge }: Settings['stepUp'],
  now: Date,
): void => {
  if (maxAge === null) return
  // A host that does not say when, or says what is no instant, has not shown that it was lately.
  const age = now.getTime() - (authenticatedAt?.getTime() ?? Number.NaN)
  if (age <= maxAge * 1000) return
  throw new KeydeskError({
    code: 'reauthentication_required',
    detail: 'Making a secret needs a recent sign-in. Sign in again, then repeat this.',
    maxAge,
  })
}
