import type { Access, Session } from '@keydesk/contract'
import type { OrganizationActor } from '../actor.ts'
import type { Settings } from '../settings.ts'

/** Tells a page who is asking and what it may offer. Only the contract's fields of the host's objects go out. */
export const getSession = (actor: OrganizationActor, access: Access, settings: Settings): Session => ({
  actor: { id: actor.person.id, name: actor.person.name, email: actor.person.email },
  organization: { id: actor.organization.id, name: actor.organization.name },
  organizations: actor.organizations.map(({ id, name }) => ({ id, name })),
  access,
  impersonated: actor.impersonator !== undefined,
  policy: settings.policy,
  limits: settings.limits,
  features: {
    apiKeys: true,
    m2mApplications: settings.m2mApplications,
    audit: true,
    narrowing: settings.narrowing,
    testing: true,
  },
  tokenUrl: settings.m2mApplications ? settings.tokenUrl : null,
})
