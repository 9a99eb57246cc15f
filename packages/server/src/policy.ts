import {
  type ApiKeyPolicy,
  defaultPolicy,
  type M2MApplicationPolicy,
  overlapMaxSeconds,
  type Policy,
} from '@keydesk/contract'
import { fillIn } from './fill-in.ts'
import { isBetween, isSlug, maxDays } from './setting-bounds.ts'

/** What a host says of its rules; what it leaves out is as `defaultPolicy` has it. */
export type PolicyConfig = {
  [Kind in keyof Policy]?: { [Rule in keyof Policy[Kind]]?: Policy[Kind][Rule] | undefined } | undefined
}

/** Fills in the rules that the host leaves out. */
export const completePolicy = (config: PolicyConfig = {}): Policy => ({
  apiKeys: fillIn(defaultPolicy.apiKeys, config.apiKeys),
  m2mApplications: fillIn(defaultPolicy.m2mApplications, config.m2mApplications),
})

/** Judges the rules of both kinds, by the name of each setting. */
export const findPolicyProblems = ({ policy }: { policy: Policy }): { setting: string; message: string }[] =>
  [
    ...judgeApiKeys(policy.apiKeys).map(rule => ['policy.apiKeys', ...rule] as const),
    ...judgeApplications(policy.m2mApplications).map(rule => ['policy.m2mApplications', ...rule] as const),
  ].flatMap(([kind, rule, holds, message]) => (holds ? [] : [{ setting: `${kind}.${rule}`, message }]))

type Judged = [rule: string, holds: boolean, message: string]

const judgeApiKeys = (rules: ApiKeyPolicy): Judged[] => {
  const longest = rules.maxLifetimeDays ?? maxDays
  return [
    [
      'defaultLifetimeDays',
      isBetween(rules.defaultLifetimeDays, 1, longest),
      `set it to whole days, 1 to ${longest}`,
    ],
    [
      'maxLifetimeDays',
      isBetween(longest, 1, maxDays),
      `set it to whole days, 1 to ${maxDays}, or leave it out`,
    ],
    [
      'maxOverlapSeconds',
      isBetween(rules.maxOverlapSeconds, 0, overlapMaxSeconds),
      `set it to seconds, 0 to ${overlapMaxSeconds}`,
    ],
    ['permissionsNeedingReason', areSlugs(rules.permissionsNeedingReason), 'list permission slugs'],
    ...judgeBoth(rules),
  ]
}

const judgeApplications = (rules: M2MApplicationPolicy): Judged[] => [
  [
    'secretMaxAgeDays',
    isBetween(rules.secretMaxAgeDays ?? 1, 1, maxDays),
    `set it to whole days, 1 to ${maxDays}`,
  ],
  ['scopesNeedingReason', areSlugs(rules.scopesNeedingReason), 'list scopes'],
  ...judgeBoth(rules),
]

const judgeBoth = ({
  reviewIntervalDays,
  maxPerOrganization,
}: Pick<ApiKeyPolicy & M2MApplicationPolicy, 'reviewIntervalDays' | 'maxPerOrganization'>): Judged[] => [
  ['reviewIntervalDays', isBetween(reviewIntervalDays, 1, maxDays), `set it to whole days, 1 to ${maxDays}`],
  ['maxPerOrganization', isBetween(maxPerOrganization, 1, 100_000), 'set it to a number, 1 to 100000'],
]

const areSlugs = (slugs: readonly string[]): boolean => slugs.every(isSlug)
