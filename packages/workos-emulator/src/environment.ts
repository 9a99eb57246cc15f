import { monotonicFactory } from 'ulid'
import type { TokenSigner } from './authkit/access-token.ts'
import type { Settings } from './seed/seed.ts'
import type { State } from './state/state.ts'

/** The environment key every server-side call must present. */
export const environmentKey = 'sk_test_keydesk'
/** The client id of the one application. */
export const clientId = 'client_keydesk'

/** One WorkOS environment: what every route needs to answer. */
export type Environment = {
  state: State
  settings: Settings
  signer: TokenSigner
  /** The emulator's own address, without a trailing slash. */
  url: () => string
  /** Milliseconds since the epoch. */
  now: () => number
  /** The clock that key expiry goes by: `now` plus the offset of the control surface. */
  keyNow: () => number
  /** A new id such as `api_key_01…`; ids made later sort later. */
  createId: (prefix: string) => string
}

/** Builds the environment around an open state. */
export function createEnvironment(options: {
  state: State
  settings: Settings
  signer: TokenSigner
  url: () => string
  now: () => number
}): Environment {
  const nextUlid = monotonicFactory()
  const { state, now } = options
  return {
    ...options,
    keyNow: () => now() + (state.tables.clock.get('keys')?.offsetSeconds ?? 0) * 1000,
    createId: prefix => `${prefix}_${nextUlid(now())}`,
  }
}
