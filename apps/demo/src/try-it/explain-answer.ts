import type { CredentialForm } from './read-form.ts'

/** What a status means for the key or token that was tried. */
export interface Explanation {
  tone: 'good' | 'refused' | 'unclear'
  meaning: string
}

/** Says in words what an answer of the sample API means; `challenge` is its `WWW-Authenticate`. */
export const explainAnswer = ({
  status,
  challenge,
  form,
}: {
  status: number
  challenge: string | null
  form: CredentialForm
}): Explanation => {
  if (status >= 200 && status < 300) {
    return { tone: 'good', meaning: `Accepted. The ${form} is valid and may do this.` }
  }
  switch (status) {
    case 401:
      return {
        tone: 'refused',
        meaning: challenge?.includes('error=') ? refusals[form] : 'Refused. No key or token was sent.',
      }
    case 403:
      return { tone: 'refused', meaning: `Known, but not allowed. The ${form} lacks ${missing(challenge)}.` }
    case 503:
      return {
        tone: 'unclear',
        meaning: `Not checked. WorkOS can’t be asked right now, so the ${form} is neither accepted nor refused.`,
      }
    default:
      return { tone: 'unclear', meaning: `No verdict on the ${form}. The answer below says what happened.` }
  }
}

const refusals: Record<CredentialForm, string> = {
  key: 'Refused. No such key works here: it is mistyped, expired or revoked. Which one is not told.',
  token:
    'Refused. No such token works here: it is forged, expired or meant for another API. Which one is not told.',
}

const missing = (challenge: string | null): string =>
  /scope="([^"]+)"/.exec(challenge ?? '')?.[1] ?? 'a permission that this needs'
