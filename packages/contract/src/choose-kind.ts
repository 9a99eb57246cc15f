/** The three questions that tell a key and an application apart, each with what can be answered. */
export const choiceQuestions = {
  /** Who calls: a script or a tool, a backend service of theirs, or a system of another company. */
  caller: ['script', 'service', 'company'],
  canDoOAuth: ['yes', 'no', 'unsure'],
  /** How long what is sent along may work if it leaks: a short while, or as long as the credential. */
  tokenLifetime: ['minutes', 'any'],
} as const

/** What somebody answered to the questions. */
export type ChoiceAnswers = {
  -readonly [Question in keyof typeof choiceQuestions]: (typeof choiceQuestions)[Question][number]
}

/** Why a kind is recommended. */
export const choiceReasons = [
  'cannot_do_oauth',
  'short_lived_tokens',
  'works_everywhere',
  'backend_service',
  'another_company',
  'simplest',
] as const

/** A reason of a recommendation. */
export type ChoiceReason = (typeof choiceReasons)[number]

/** Which kind of credential fits, and why. */
export interface Recommendation {
  kind: 'api_key' | 'm2m_application'
  reason: ChoiceReason
}

/** What was answered before a credential was made, and what was recommended then. */
export interface Choice extends ChoiceAnswers {
  recommended: Recommendation['kind']
  reason: ChoiceReason
}

/** A rule holds where every answer it names was given. */
export interface ChoiceRule extends Recommendation {
  when: Partial<ChoiceAnswers>
}

/** The rules, the first that holds decides; the last holds always. */
export const choiceRules: readonly [...ChoiceRule[], ChoiceRule & { when: Record<string, never> }] = [
  { when: { canDoOAuth: 'no' }, kind: 'api_key', reason: 'cannot_do_oauth' },
  { when: { tokenLifetime: 'minutes' }, kind: 'm2m_application', reason: 'short_lived_tokens' },
  { when: { canDoOAuth: 'unsure' }, kind: 'api_key', reason: 'works_everywhere' },
  { when: { caller: 'service' }, kind: 'm2m_application', reason: 'backend_service' },
  { when: { caller: 'company' }, kind: 'm2m_application', reason: 'another_company' },
  { when: {}, kind: 'api_key', reason: 'simplest' },
]

/** Recommends a kind as soon as what was answered so far decides, whatever is answered to the rest; null before. */
export const recommendSoFar = (answers: Partial<ChoiceAnswers>): Recommendation | null => {
  // The first that may still hold: while it may, nothing after it counts.
  const { when, kind, reason } = choiceRules.find(rule =>
    listNamed(rule).every(([question, answer]) => (answers[question] ?? answer) === answer),
  ) as ChoiceRule
  return Object.keys(when).every(question => question in answers) ? { kind, reason } : null
}

const listNamed = ({ when }: ChoiceRule) => Object.entries(when) as [keyof ChoiceAnswers, string][]

/** Recommends a kind of credential by the first rule that holds. */
export const recommendKind = (answers: ChoiceAnswers): Recommendation =>
  // With every question answered, a rule holds: the last one does always.
  recommendSoFar(answers) as Recommendation

/** Of which kinds new ones can be made. */
export type OpenKinds = Readonly<Record<Recommendation['kind'], boolean>>

/** What becomes of a recommendation: that kind, the other one in its place, or neither. */
export type Verdict = 'recommended' | 'other' | 'neither'

/** What becomes of a recommendation where not every kind is open: the other kind, but for what only the first can do. */
export const judgeRecommendation = ({ kind, reason }: Recommendation, open: OpenKinds): Verdict => {
  if (open[kind]) return 'recommended'
  const isOtherOpen = open[kind === 'api_key' ? 'm2m_application' : 'api_key']
  // A key that ends soon comes close to a token, but whoever cannot do OAuth gets none.
  return isOtherOpen && reason !== 'cannot_do_oauth' ? 'other' : 'neither'
}

/** From how many permissions on a key without an end is one of many. */
export const manyPermissions = 5

/** Tells whether an application would fit better than the key that is about to be made: it may do much, and for ever. */
export const isBetterAsApplication = (key: {
  permissions: readonly string[]
  /** Undefined: not known yet. */
  expiresAt: string | Date | null | undefined
}): boolean => key.expiresAt === null && key.permissions.length >= manyPermissions
