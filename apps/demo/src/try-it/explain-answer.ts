/** What a status means for the key that was tried. */
export interface Explanation {
  tone: 'good' | 'refused' | 'unclear'
  meaning: string
}

/** Says in words what an answer of the sample API means; `challenge` is its `WWW-Authenticate`. */
export const explainAnswer = ({
  status,
  challenge,
}: {
  status: number
  challenge: string | null
}): Explanation => {
  if (status >= 200 && status < 300) {
    return { tone: 'good', meaning: 'Accepted. The key is valid and may do this.' }
  }
  switch (status) {
    case 401:
      return {
        tone: 'refused',
        meaning: challenge?.includes('error=')
          ? 'Refused. No such key works here: it is mistyped, expired or revoked. Which one is not told.'
          : 'Refused. No key was sent.',
      }
    case 403:
      return { tone: 'refused', meaning: `Known, but not allowed. The key lacks ${missing(challenge)}.` }
    case 503:
      return {
        tone: 'unclear',
        meaning: 'Not checked. WorkOS can’t be asked right now, so the key is neither accepted nor refused.',
      }
    default:
      return { tone: 'unclear', meaning: 'No verdict on the key. The answer below says what happened.' }
  }
}

const missing = (challenge: string | null): string =>
  /scope="([^"]+)"/.exec(challenge ?? '')?.[1] ?? 'a permission that this needs'
