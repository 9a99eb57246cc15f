import type { ChoiceReason } from '@keydesk/contract'

/** Why a kind of credential is recommended. */
export const choiceReasons = {
  cannot_do_oauth: 'An API key fits, because it works without OAuth.',
  short_lived_tokens: 'An OAuth application fits, because its tokens end by themselves after a short while.',
  works_everywhere: 'An API key fits, because whatever can send a header can use it.',
  backend_service:
    'An OAuth application fits, because a service renews its tokens by itself and seldom sends the secret.',
  another_company:
    'An OAuth application fits, because the other company keeps a secret of its own, and you can take it back.',
  simplest: 'An API key fits, because nothing is simpler: one secret, one header.',
} satisfies Record<ChoiceReason, string>
