import type { ClientSecret, M2MApplication } from '@keydesk/contract'
import { inDays } from './clock.ts'
import { ada } from './people.ts'

/** An application in its plainest state, with what a story cares for. */
export const makeApplication = (given: Partial<M2MApplication> & { name: string }): M2MApplication => {
  const word = given.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '_')
  return {
    kind: 'm2m_application',
    id: `conn_app_${word}`,
    clientId: `client_${word}`,
    description: null,
    scopes: ['posts:read'],
    status: 'active',
    createdAt: inDays(-60),
    lastUsedAt: inDays(-0.01),
    owner: ada,
    createdBy: ada,
    purpose: null,
    metadata: {},
    origin: 'keydesk',
    secrets: [],
    replaces: null,
    ...given,
  }
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
