import { expect, it } from 'vitest'
import {
  type ChoiceAnswers,
  choiceQuestions,
  choiceReasons,
  choiceRules,
  isBetterAsApplication,
  recommendKind,
} from './choose-kind.ts'

/** Every way to answer, with what is recommended. */
const truth = {
  'script yes minutes': 'm2m_application: short_lived_tokens',
  'script yes any': 'api_key: simplest',
  'script no minutes': 'api_key: cannot_do_oauth',
  'script no any': 'api_key: cannot_do_oauth',
  'script unsure minutes': 'm2m_application: short_lived_tokens',
  'script unsure any': 'api_key: works_everywhere',
  'service yes minutes': 'm2m_application: short_lived_tokens',
  'service yes any': 'm2m_application: backend_service',
  'service no minutes': 'api_key: cannot_do_oauth',
  'service no any': 'api_key: cannot_do_oauth',
  'service unsure minutes': 'm2m_application: short_lived_tokens',
  'service unsure any': 'api_key: works_everywhere',
  'company yes minutes': 'm2m_application: short_lived_tokens',
  'company yes any': 'm2m_application: another_company',
  'company no minutes': 'api_key: cannot_do_oauth',
  'company no any': 'api_key: cannot_do_oauth',
  'company unsure minutes': 'm2m_application: short_lived_tokens',
  'company unsure any': 'api_key: works_everywhere',
}

const everyAnswer: ChoiceAnswers[] = choiceQuestions.caller.flatMap(caller =>
  choiceQuestions.canDoOAuth.flatMap(canDoOAuth =>
    choiceQuestions.tokenLifetime.map(tokenLifetime => ({ caller, canDoOAuth, tokenLifetime })),
  ),
)

it('recommends a kind for every answer, as the truth table has it', () => {
  const recommended = everyAnswer.map(answers => {
    const { kind, reason } = recommendKind(answers)
    return [`${answers.caller} ${answers.canDoOAuth} ${answers.tokenLifetime}`, `${kind}: ${reason}`]
  })
  expect(Object.fromEntries(recommended)).toEqual(truth)
})

it('has no rule that never decides, and no reason that is never given', () => {
  const given = everyAnswer.map(answers => recommendKind(answers).reason)
  expect(new Set(given)).toEqual(new Set(choiceReasons))
  expect(choiceRules.map(({ reason }) => reason)).toEqual(choiceReasons)
})

it.each([
  [4, null, false],
  [5, null, true],
  [5, '2027-02-20T00:00:00.000Z', false],
])(
  'says of a key with %i permissions that ends %s whether an application fits better: %s',
  (count, expiresAt, better) => {
    const permissions = Array.from({ length: count }, (_, at) => `posts:${at}`)
    expect(isBetterAsApplication({ permissions, expiresAt })).toBe(better)
  },
)
