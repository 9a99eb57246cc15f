import { defaultSeed, type SeedInput } from '@keydesk/workos-emulator'

const day = 24 * 60 * 60 * 1000
const from = (days: number) => new Date(Date.now() + days * day).toISOString()

const varied = { organization: 'org_varied', permissions: ['posts:read', 'posts:write', 'comments:read'] }

/** The demo's world, an organization of many keys, and one with a key in each state. */
export const seed: SeedInput = {
  ...defaultSeed,
  organizations: [
    ...defaultSeed.organizations,
    { id: 'org_many', name: 'Many Keys' },
    { id: 'org_varied', name: 'Varied Keys' },
  ],
  users: [
    ...defaultSeed.users,
    { id: 'user_varied_owner', email: 'greta@varied.test', firstName: 'Greta', lastName: 'Lind' },
  ],
  memberships: [
    ...defaultSeed.memberships,
    { user: 'user_northwind_admin', organization: 'org_many', roles: ['admin'] },
    { user: 'user_northwind_admin', organization: 'org_varied', roles: ['admin'] },
    { user: 'user_varied_owner', organization: 'org_varied', roles: ['admin'] },
  ],
  apiKeys: [
    { organization: 'org_many', count: 60, namePrefix: 'Key', permissions: ['posts:read'] },
    { ...varied, name: 'Zapier', createdAt: from(-40), lastUsedAt: from(-9), expiresAt: from(90) },
    { ...varied, name: 'Prototype', createdAt: from(-90), lastUsedAt: from(-60), expiresAt: from(-10) },
    {
      ...varied,
      name: 'Nightly export',
      createdAt: from(-80),
      lastUsedAt: from(-0.002),
      expiresAt: from(6.5),
    },
    { ...varied, name: 'Old integration', createdAt: from(-80), expiresAt: null },
    { ...varied, name: 'CI deploy', createdAt: from(-80), lastUsedAt: from(-1.2), expiresAt: null },
    {
      ...varied,
      name: 'مفتاح الإنتاج <b>&amp;</b> 🔑',
      permissions: [],
      createdAt: from(-1),
      lastUsedAt: from(-0.1),
      expiresAt: from(200),
    },
  ],
}
