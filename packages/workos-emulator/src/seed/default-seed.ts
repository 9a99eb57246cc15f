import type { SeedInput } from './seed.ts'

const content = [
  ['posts:read', 'Read posts', 'Read published posts and drafts.'],
  ['posts:write', 'Write posts', 'Create, edit and publish posts.'],
  ['comments:read', 'Read comments', 'Read comments on posts.'],
  ['comments:write', 'Write comments', 'Reply to comments, hide and delete them.'],
  ['analytics:read', 'Read analytics', 'Read views, readers and referrers.'],
] as const

const administration = [
  ['exports:create', 'Create exports', 'Export the whole organization as an archive.'],
  ['webhooks:manage', 'Manage webhooks', 'Add, change and remove webhook endpoints.'],
  ['members:read', 'Read members', 'See who belongs to the organization.'],
  ['api-keys:read', 'View API keys', 'See the list of API keys, without changing it.'],
] as const

const widget = 'widgets:api-keys:manage'
const describe = ([slug, name, description]: readonly [string, string, string]) => ({
  slug,
  name,
  description,
})

/** The world of whoever names no other: two organizations with an M2M application each, four people, three roles and no keys. */
export const defaultSeed: SeedInput = {
  organizations: [
    { id: 'org_northwind', name: 'Northwind Labs' },
    { id: 'org_globex', name: 'Globex Robotics' },
  ],
  users: [
    { id: 'user_northwind_admin', email: 'admin@northwind.test', firstName: 'Ingrid', lastName: 'Solberg' },
    {
      id: 'user_northwind_developer',
      email: 'developer@northwind.test',
      firstName: 'Mateo',
      lastName: 'Fuentes',
    },
    { id: 'user_northwind_viewer', email: 'viewer@northwind.test', firstName: 'Priya', lastName: 'Raman' },
    { id: 'user_globex_admin', email: 'admin@globex.test', firstName: 'Tobias', lastName: 'Brandt' },
  ],
  permissions: [
    ...content.map(describe),
    ...administration.map(describe),
    {
      slug: widget,
      name: 'Manage API keys',
      description: 'Create, rotate and revoke the organization’s API keys.',
      system: true,
    },
  ],
  roles: [
    {
      slug: 'admin',
      name: 'Admin',
      description: 'Everything in the organization.',
      permissions: [...content.map(([slug]) => slug), ...administration.map(([slug]) => slug), widget],
    },
    {
      slug: 'developer',
      name: 'Developer',
      description: 'Builds on the API and manages its keys.',
      permissions: [...content.map(([slug]) => slug), widget],
    },
    {
      slug: 'viewer',
      name: 'Viewer',
      description: 'Reads posts and sees which keys exist.',
      permissions: ['posts:read', 'api-keys:read'],
    },
  ],
  memberships: [
    { user: 'user_northwind_admin', organization: 'org_northwind', roles: ['admin'] },
    { user: 'user_northwind_admin', organization: 'org_globex', roles: ['admin'] },
    { user: 'user_northwind_developer', organization: 'org_northwind', roles: ['developer'] },
    { user: 'user_northwind_viewer', organization: 'org_northwind', roles: ['viewer'] },
    { user: 'user_globex_admin', organization: 'org_globex', roles: ['admin'] },
  ],
  applications: [
    {
      organization: 'org_northwind',
      name: 'Content sync',
      description: 'Copies posts to the intranet every night.',
      scopes: ['posts:read', 'posts:write'],
      clientId: 'client_northwind_sync',
      secrets: [{ value: 'public-test-secret-northwind' }],
    },
    {
      organization: 'org_globex',
      name: 'Reporting',
      description: 'Reads figures for the weekly report.',
      scopes: ['analytics:read'],
      clientId: 'client_globex_reporting',
      secrets: [{ value: 'public-test-secret-globex' }],
    },
  ],
}
