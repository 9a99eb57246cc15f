import type { OpenKinds } from './choose-kind.ts'
import type { Session } from './resources.ts'

/** Of which kinds new ones can be made where these rules hold: what the broker serves and its policy allows. */
export const toOpenKinds = ({ features, policy }: Pick<Session, 'features' | 'policy'>): OpenKinds => ({
  api_key: features.apiKeys && policy.apiKeys.allowed,
  m2m_application: features.m2mApplications && policy.m2mApplications.allowed,
})
