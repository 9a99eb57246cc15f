import { defaultSeed } from '../packages/workos-emulator/src/seed/default-seed.ts'

const hour = 60 * 60 * 1_000
const day = 24 * hour

/** The demo's world: the local WorkOS's own, and with it applications that are young and old, in use, idle and never used. */
export const createDemoSeed = (now: number) => {
  const daysAgo = (days: number) => new Date(now - days * day).toISOString()
  const hoursAgo = (hours: number) => new Date(now - hours * hour).toISOString()
  return {
    ...defaultSeed,
    applications: [
      {
        organization: 'org_northwind',
        name: 'Magazine importer',
        description: 'Moved the old magazine over, post by post.',
        scopes: ['posts:write', 'comments:write'],
        createdAt: daysAgo(310),
        secrets: [{ lastUsedAt: daysAgo(150) }],
      },
      {
        organization: 'org_northwind',
        name: 'Data warehouse',
        description: 'Loads readers and referrers into the warehouse.',
        scopes: ['analytics:read', 'posts:read'],
        createdAt: daysAgo(210),
        secrets: [{ createdAt: daysAgo(130), lastUsedAt: hoursAgo(1) }],
      },
      {
        organization: 'org_northwind',
        name: 'Partner portal',
        description: 'Shows comments to the agency that answers them.',
        scopes: ['comments:read', 'comments:write'],
        createdAt: daysAgo(85),
        secrets: [{ lastUsedAt: hoursAgo(3) }, { createdAt: daysAgo(2), lastUsedAt: hoursAgo(0.5) }],
      },
      {
        organization: 'org_northwind',
        name: 'Chat bot trial',
        description: null,
        scopes: ['posts:read'],
        createdAt: daysAgo(45),
        secrets: [{}],
      },
      ...(defaultSeed.applications ?? []).map(application => ({ ...application, createdAt: daysAgo(20) })),
    ],
  }
}
