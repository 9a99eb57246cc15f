import { type ApiKey, type ApiKeyAttention, apiKeyAttentions, defaultPolicy } from '@keydesk/contract'
import { dayMs, inDays } from './clock.ts'
import { ada, grace, layla, tomas } from './people.ts'

const minute = 1 / 1440

/** A key in its plainest state, with what a story cares for. Its status and what it needs follow from its dates, as the broker's would. */
export const makeApiKey = (given: Partial<ApiKey> & { name: string }): ApiKey => {
  const { name, expiresAt = inDays(200), permissions = ['posts:read'], replacedBy = null } = given
  const { createdAt = inDays(-60), reviewedAt = null } = given
  const id = given.id ?? `api_key_${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')}`
  return withAttention({
    kind: 'api_key',
    id,
    obfuscatedValue: `sk_...${tailOf(id)}`,
    permissions,
    issuedPermissions: permissions,
    status: statusOf({ expiresAt, replacedBy }),
    createdAt,
    expiresAt,
    lastUsedAt: inDays(-1),
    owner: ada,
    createdBy: ada,
    purpose: null,
    metadata: {},
    choice: null,
    origin: 'keydesk',
    delivered: true,
    reviewedAt,
    reviewDueAt: new Date(Date.parse(reviewedAt ?? createdAt) + reviewInterval).toISOString(),
    attention: [],
    replaces: null,
    replacedBy,
    ...given,
  })
}

const reviewInterval = defaultPolicy.apiKeys.reviewIntervalDays * dayMs

const reasons: Record<ApiKeyAttention, (apiKey: ApiKey) => boolean> = {
  never_expires: ({ expiresAt }) => expiresAt === null,
  idle: ({ lastUsedAt, createdAt }) => (lastUsedAt ?? createdAt) <= inDays(-90),
  expiring_week: ({ expiresAt, replacedBy }) =>
    expiresAt !== null && expiresAt <= inDays(7) && replacedBy === null,
  never_used: ({ lastUsedAt, createdAt }) => lastUsedAt === null && createdAt <= inDays(-30),
  undelivered: ({ delivered, lastUsedAt }) => delivered === false && lastUsedAt === null,
  orphaned: ({ owner }) => owner === null,
  review_overdue: ({ reviewDueAt }) => reviewDueAt <= inDays(0),
}

/** The key with the reasons to look at it. */
export const withAttention = (apiKey: ApiKey): ApiKey => ({
  ...apiKey,
  attention:
    apiKey.status === 'revoked' || apiKey.status === 'expired'
      ? []
      : apiKeyAttentions.filter(attention => reasons[attention](apiKey)),
})

/** The state of a key that nobody revoked, by the clock of the stories. */
export const statusOf = ({ expiresAt, replacedBy }: Pick<ApiKey, 'expiresAt' | 'replacedBy'>) => {
  if (expiresAt !== null && expiresAt <= inDays(0)) return 'expired'
  if (replacedBy !== null) return 'rotating'
  return expiresAt === null || expiresAt > inDays(14) ? 'active' : 'expiring'
}

/** Four characters that look like the end of a secret and are the same every time. */
const tailOf = (id: string): string => {
  let sum = 7
  for (const letter of id) sum = (sum * 31 + letter.charCodeAt(0)) % 1_679_616
  return sum.toString(36).padStart(4, '0')
}

/** A key with every badge there is, and one of every kind of owner. */
export const everyBadge: ApiKey[] = [
  makeApiKey({
    name: 'Nightly export',
    purpose: 'Data warehouse',
    permissions: ['posts:read', 'analytics:read', 'exports:create'],
    lastUsedAt: inDays(-3 * minute),
    expiresAt: inDays(6.4),
  }),
  makeApiKey({
    name: 'CI deploy',
    id: 'api_key_ci_deploy_old',
    permissions: ['posts:write'],
    owner: grace,
    createdBy: grace,
    lastUsedAt: inDays(-1.1),
    expiresAt: inDays(0.96),
    replacedBy: 'api_key_ci_deploy',
  }),
  makeApiKey({
    name: 'CI deploy',
    id: 'api_key_ci_deploy',
    permissions: ['posts:write'],
    owner: grace,
    createdBy: grace,
    createdAt: inDays(-0.04),
    lastUsedAt: inDays(-10 * minute),
    expiresAt: inDays(90),
    replaces: 'api_key_ci_deploy_old',
  }),
  makeApiKey({
    name: 'Zapier',
    purpose: 'Invoices to sheets',
    lastUsedAt: inDays(-0.05),
    expiresAt: inDays(90),
  }),
  makeApiKey({
    name: 'Partner feed',
    permissions: ['posts:read', 'comments:read'],
    owner: tomas,
    createdBy: ada,
    createdAt: inDays(-0.2),
    lastUsedAt: null,
    delivered: false,
  }),
  makeApiKey({ name: 'Ticket bridge', owner: layla, createdAt: inDays(-45), lastUsedAt: null }),
  makeApiKey({
    name: 'Old integration',
    permissions: ['comments:read'],
    owner: null,
    createdBy: null,
    createdAt: inDays(-400),
    lastUsedAt: inDays(-120),
    expiresAt: null,
    origin: 'elsewhere',
    delivered: null,
  }),
  makeApiKey({ name: 'Prototype', createdAt: inDays(-100), lastUsedAt: inDays(-62), expiresAt: inDays(-10) }),
]

/** What a desk looks like on most days. */
export const ordinary: ApiKey[] = [
  makeApiKey({
    name: 'CMS publisher',
    permissions: ['posts:read', 'posts:write', 'comments:read'],
    createdAt: inDays(-8),
    lastUsedAt: inDays(-0.05),
    expiresAt: inDays(82),
  }),
  ...everyBadge.filter(({ name }) =>
    ['Nightly export', 'Zapier', 'Old integration', 'Prototype'].includes(name),
  ),
  makeApiKey({
    name: 'Partner feed',
    owner: grace,
    createdBy: grace,
    createdAt: inDays(-12),
    lastUsedAt: inDays(-0.3),
    expiresAt: inDays(353),
  }),
]

/** Taken out of use; found by the filter alone. */
export const revoked: ApiKey = makeApiKey({
  name: 'Leaked in a log',
  status: 'revoked',
  lastUsedAt: inDays(-30),
})

/** Names that a table has to survive. */
export const longNames: ApiKey[] = [
  ...[
    'The key that the nightly job of the finance team uses to copy invoices into the warehouse, until the new pipeline is ready, which was promised for spring and then for autumn, so please do not remove it yet',
    'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftsschlüssel'.repeat(2),
    'مفتاح الإنتاج لخدمة التصدير الليلي إلى مستودع البيانات الخاص بفريق المالية في المكتب الرئيسي',
    '毎晩の売上データをデータウェアハウスへ書き出すために経理部のサーバーが使っている本番環境用のキー',
    'คีย์สำหรับส่งออกข้อมูลทุกคืนไปยังคลังข้อมูลของฝ่ายการเงิน',
    'דוח לילי <b>&amp;</b> 🔑👩🏽‍💻',
    'Ж'.repeat(120),
  ].map((name, index) =>
    makeApiKey({
      name,
      id: `api_key_long_${index}`,
      owner:
        index % 2 === 0 ? { ...tomas, name: 'Wolfeschlegelsteinhausenbergerdorff, Hubert Blaine' } : layla,
      purpose:
        index === 0
          ? 'Everything that finance does at night, and on the first of the month also by day'
          : null,
      permissions:
        index === 0
          ? ['customs-declarations-of-the-european-union:acknowledge-receipt', 'posts:read']
          : ['posts:read'],
    }),
  ),
]

/** More than two pages. */
export const sixty: ApiKey[] = Array.from({ length: 60 }, (_, index) =>
  makeApiKey({ name: `Worker ${String(index + 1).padStart(2, '0')}`, lastUsedAt: inDays(-index / 8) }),
)
