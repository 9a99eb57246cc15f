import { type CredentialAttention, type CredentialsSummary, credentialAttentions } from '@keydesk/contract'
import { countApplications, countAttention, countKeys, type Tx } from '../store/index.ts'
import { freshenBoth } from './credentials.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** How many of one kind live, and how many of them there is each reason of that kind to look at. */
interface Counted {
  live: number
  attention: Partial<Record<CredentialAttention, number>>
}

/** How many credentials of each kind the organization has, and how many need looking at; of a kind that is not served, none. */
export const getCredentialsSummary = async (
  context: ServiceContext,
  { actor, signal }: ServiceCall,
): Promise<CredentialsSummary> => {
  const { store, settings, now } = context
  const organizationId = actor.organization.id
  await freshenBoth(context, organizationId, signal)
  const { policy } = settings
  const query = { organizationId, now: now() }
  const [keys, applications] = await store.transaction(
    async (tx): Promise<[Counted, Counted]> => [
      {
        live: await countLiveKeys(tx, query),
        attention: await countAttention(tx, { ...query, rules: policy.apiKeys }),
      },
      settings.m2mApplications
        ? await countApplications(tx, { ...query, rules: policy.m2mApplications })
        : { live: 0, attention: {} },
    ],
    'snapshot',
  )
  const attention = Object.fromEntries(
    credentialAttentions.map(name => [
      name,
      (keys.attention[name] ?? 0) + (applications.attention[name] ?? 0),
    ]),
  ) as CredentialsSummary['attention']
  return {
    total: keys.live + applications.live,
    kinds: { api_key: keys.live, m2m_application: applications.live },
    attention,
  }
}

const countLiveKeys = async (tx: Tx, query: { organizationId: string; now: Date }): Promise<number> => {
  const { revoked: _revoked, ...live } = await countKeys(tx, query)
  return Object.values(live).reduce((sum, count) => sum + count, 0)
}
