import {
  type ClientSecret,
  defaultPolicy,
  type M2MApplication,
  type M2MApplicationAttention,
  m2mApplicationAttentions,
} from '@keydesk/contract'
import { dayMs, inDays } from './clock.ts'
import { ada, grace, layla } from './people.ts'

/** An application in its plainest state, with what a story cares for. What it needs follows from its dates, as the broker's would. */
export const makeApplication = (given: Partial<M2MApplication> & { name: string }): M2MApplication => {
  const { name, createdAt = inDays(-60), reviewedAt = null } = given
  const word = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
  return withApplicationAttention({
    kind: 'm2m_application',
    id: `conn_app_${word}`,
    clientId: `client_${word}`,
    description: null,
    scopes: ['posts:read'],
    status: 'active',
    createdAt,
    lastUsedAt: inDays(-0.01),
    lastTestedAt: null,
    owner: ada,
    createdBy: ada,
    purpose: null,
    metadata: {},
    choice: null,
    origin: 'keydesk',
    secrets: [makeSecret({ createdAt })],
    reviewedAt,
    reviewDueAt: new Date(Date.parse(reviewedAt ?? createdAt) + reviewInterval).toISOString(),
    attention: [],
    replaces: null,
    ...given,
  })
}

/** A client secret that works, with what a story cares for. */
export const makeSecret = (given: Partial<ClientSecret> = {}): ClientSecret => ({
  id: 'secret_1',
  hint: '8f2c',
  status: 'active',
  createdAt: inDays(-60),
  lastUsedAt: inDays(-0.01),
  ...given,
})

const { reviewIntervalDays, secretMaxAgeDays } = defaultPolicy.m2mApplications
const reviewInterval = reviewIntervalDays * dayMs
const live = ({ secrets }: M2MApplication) => secrets.filter(({ status }) => status !== 'deleted')

const reasons: Record<M2MApplicationAttention, (application: M2MApplication) => boolean> = {
  orphaned: ({ owner }) => owner === null,
  idle: ({ lastUsedAt, createdAt }) => (lastUsedAt ?? createdAt) <= inDays(-90),
  never_used: ({ lastUsedAt, createdAt }) => lastUsedAt === null && createdAt <= inDays(-30),
  review_overdue: ({ reviewDueAt }) => reviewDueAt <= inDays(0),
  secret_overdue: application =>
    secretMaxAgeDays !== null &&
    live(application).some(({ createdAt }) => createdAt <= inDays(-secretMaxAgeDays)),
}

/** The application with the reasons to look at it. */
export const withApplicationAttention = (application: M2MApplication): M2MApplication => ({
  ...application,
  attention:
    application.status === 'deleted'
      ? []
      : m2mApplicationAttentions.filter(attention => reasons[attention](application)),
})

/** An application in each state. */
export const everyApplication: M2MApplication[] = [
  makeApplication({
    name: 'Content sync',
    description: 'Copies posts to the intranet every night.',
    scopes: ['posts:read', 'posts:write'],
  }),
  makeApplication({
    name: 'Billing export',
    scopes: ['analytics:read', 'exports:create'],
    owner: grace,
    createdAt: inDays(-200),
    secrets: [makeSecret({ createdAt: inDays(-120) })],
  }),
  makeApplication({
    name: 'Search index',
    owner: layla,
    secrets: [
      makeSecret({ id: 'secret_2', hint: '11ad', createdAt: inDays(-1) }),
      makeSecret({ status: 'rotating' }),
    ],
  }),
  makeApplication({
    name: 'Old gateway',
    owner: null,
    createdBy: null,
    createdAt: inDays(-300),
    lastUsedAt: null,
    origin: 'elsewhere',
    secrets: [],
  }),
]

/** An application that is over. */
export const deletedApplication: M2MApplication = makeApplication({
  name: 'Partner feed',
  status: 'deleted',
  secrets: [makeSecret({ status: 'deleted' })],
})

/** An application of which there is everything to tell. */
export const wellKnown: M2MApplication = makeApplication({
  name: 'Ledger export',
  description: 'Sends invoices to the ledger.',
  purpose: 'Accounting',
  scopes: ['posts:read', 'comments:read', 'analytics:read'],
  owner: grace,
  createdAt: inDays(-220),
  metadata: { team: 'finance' },
  choice: {
    caller: 'service',
    canDoOAuth: 'yes',
    tokenLifetime: 'any',
    recommended: 'm2m_application',
    reason: 'backend_service',
  },
  reviewedAt: inDays(-200),
  secrets: [
    makeSecret({ id: 'secret_2', hint: '11ad', createdAt: inDays(-9), lastUsedAt: inDays(-0.01) }),
    makeSecret({ createdAt: inDays(-99), lastUsedAt: inDays(-8), status: 'rotating' }),
  ],
})
