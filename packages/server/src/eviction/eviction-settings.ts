import { findUrlFault } from '../find-url-fault.ts'
import type { ConfigProblem } from '../settings.ts'
import { readSigningSecret } from './sign-message.ts'

/** Whom to tell of evictions, and what to sign with. */
export interface EvictionSettings {
  /** Where each gate takes evictions; none switches the push off. */
  urls: readonly string[]
  /** `whsec_<base64>` each; while one is being replaced, the old and the new. */
  secrets: readonly string[]
}

/** Judges the settings of the push, by the variables' names. Quotes neither a secret nor more of a URL than its host. */
export const findEvictionProblems = ({ urls, secrets }: EvictionSettings): ConfigProblem[] => {
  const problems = urls.flatMap((url, index): ConfigProblem[] => {
    const fault = findUrlFault(url, 'https://api.example.com/keydesk/evict')
    return fault === null ? [] : [{ setting: 'KEYDESK_EVICT_URLS', message: `entry ${index + 1} ${fault}` }]
  })
  const problem = (message: string) => problems.push({ setting: 'KEYDESK_EVICT_SECRET', message })
  if (urls.length > 0 && secrets.length === 0) {
    problem(
      'set it to the secret that your gates check evictions with: whsec_ and the base64 of 32 random bytes',
    )
  }
  secrets.forEach((secret, index) => {
    if (readSigningSecret(secret) === null) {
      problem(`entry ${index + 1} is no signing secret; write whsec_ and the base64 of 24 to 64 random bytes`)
    }
  })
  return problems
}
