import type { ClientSecret, M2MApplication, M2MApplicationPolicy } from '@keydesk/contract'

/** What the one badge of an application can say. */
export type ApplicationBadge = 'deleted' | 'noSecret' | 'overdue' | 'rotating' | 'unused' | 'active'

/** The tone of each badge. */
export const applicationTones = {
  deleted: 'bad',
  noSecret: 'bad',
  overdue: 'warn',
  rotating: 'warn',
  unused: 'idle',
  active: 'ok',
} as const satisfies Record<ApplicationBadge, string>

const day = 24 * 60 * 60 * 1000

/** The secrets that give tokens, newest first. */
export const listLiveSecrets = ({ secrets }: Pick<M2MApplication, 'secrets'>): ClientSecret[] =>
  secrets.filter(({ status }) => status !== 'deleted')

/** Whether a secret is older than the host lets one become. */
export const isOverdue = (
  { createdAt }: ClientSecret,
  { secretMaxAgeDays }: M2MApplicationPolicy,
  now: number,
): boolean => secretMaxAgeDays !== null && now - Date.parse(createdAt) > secretMaxAgeDays * day

/** The state of an application, whatever its dates say. */
export const deriveApplicationState = (
  application: M2MApplication,
): 'deleted' | 'noSecret' | 'rotating' | 'active' => {
  if (application.status === 'deleted') return 'deleted'
  const { length } = listLiveSecrets(application)
  return length === 0 ? 'noSecret' : length > 1 ? 'rotating' : 'active'
}

/** The most urgent thing to say about an application. */
export const deriveApplicationBadge = (
  application: M2MApplication,
  policy: M2MApplicationPolicy,
  now: number,
): ApplicationBadge => {
  const state = deriveApplicationState(application)
  if (state !== 'active') return state
  if (listLiveSecrets(application).some(secret => isOverdue(secret, policy, now))) return 'overdue'
  const isIdle = application.lastUsedAt === null && now - Date.parse(application.createdAt) >= 30 * day
  return isIdle ? 'unused' : 'active'
}
