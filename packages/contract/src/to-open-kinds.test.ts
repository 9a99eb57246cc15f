import { expect, it } from 'vitest'
import { defaultPolicy } from './policy.ts'
import { toOpenKinds } from './to-open-kinds.ts'

it('has open what the broker serves and the policy allows, kind by kind', () => {
  const features = { apiKeys: true, m2mApplications: true, audit: true, narrowing: true, testing: true }
  const { apiKeys, m2mApplications } = defaultPolicy
  expect(toOpenKinds({ features, policy: defaultPolicy })).toEqual({ api_key: true, m2m_application: true })
  const policy = { apiKeys: { ...apiKeys, allowed: false }, m2mApplications }
  expect(toOpenKinds({ features, policy })).toEqual({ api_key: false, m2m_application: true })
  expect(toOpenKinds({ features: { ...features, m2mApplications: false }, policy: defaultPolicy })).toEqual({
    api_key: true,
    m2m_application: false,
  })
})
