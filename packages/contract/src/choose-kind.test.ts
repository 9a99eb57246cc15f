import { expect, it } from 'vitest'
import {
  type ChoiceAnswers,
  choiceQuestions,
  choiceReasons,
  choiceRules,
  isBetterAsApplication,
  judgeRecommendation,
  recommendKind,
  recommendSoFar,
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

it('recommends as soon as the rest cannot change it, and not before', () => {
  const some = <Answer>(all: readonly Answer[]) => [undefined, ...all]
  for (const caller of some(choiceQuestions.caller)) {
    for (const canDoOAuth of some(choiceQuestions.canDoOAuth)) {
      for (const tokenLifetime of some(choiceQuestions.tokenLifetime)) {
        const given = {
          ...(caller && { caller }),
          ...(canDoOAuth && { canDoOAuth }),
          ...(tokenLifetime && { tokenLifetime }),
        }
        const possible = everyAnswer
          .filter(answers =>
            Object.entries({ ...answers, ...given }).every(
              ([question, answer]) => answers[question as keyof ChoiceAnswers] === answer,
            ),
          )
          .map(recommendKind)
        const isDecided = new Set(possible.map(({ reason }) => reason)).size === 1
        expect(recommendSoFar(given), JSON.stringify(given)).toEqual(isDecided ? possible[0] : null)
      }
    }
  }
})

it.each([
  ['api_key', 'simplest', true, true, 'recommended'],
  ['api_key', 'cannot_do_oauth', true, false, 'recommended'],
  ['api_key', 'simplest', false, true, 'other'],
  ['api_key', 'works_everywhere', false, true, 'other'],
  ['api_key', 'cannot_do_oauth', false, true, 'neither'],
  ['api_key', 'simplest', false, false, 'neither'],
  ['m2m_application', 'short_lived_tokens', false, true, 'recommended'],
  ['m2m_application', 'short_lived_tokens', true, false, 'other'],
  ['m2m_application', 'another_company', true, false, 'other'],
  ['m2m_application', 'backend_service', false, false, 'neither'],
] as const)(
  'says of %s for %s, with keys open: %s and applications open: %s: %s',
  (kind, reason, keys, applications, verdict) => {
    const open = { api_key: keys, m2m_application: applications }
    expect(judgeRecommendation({ kind, reason }, open)).toBe(verdict)
  },
)

it.each([
  [4, null, false],
  [5, undefined, false],
  [5, null, true],
  [5, '2027-02-20T00:00:00.000Z', false],
])(
  'says of a key with %i permissions that ends %s whether an application fits better: %s',
  (count, expiresAt, better) => {
    const permissions = Array.from({ length: count }, (_, at) => `posts:${at}`)
    expect(isBetterAsApplication({ permissions, expiresAt })).toBe(better)
  },
)
