import { html } from 'hono/html'
import { listActiveMemberships } from '../authkit/membership-access.ts'
import type { Environment } from '../environment.ts'
import type { Membership, User } from '../state/records.ts'
import type { Markup } from './page.ts'

type Row = { user: User; memberships: { membership: Membership; organization: string; role: string }[] }

/**
 * The page of users: one button for each person, and one for each organization of a person with several.
 * A press repeats the authorize request with `login_hint`, so the page keeps nothing and needs no script.
 */
export function renderUsersPage(options: {
  environment: Environment
  query: Record<string, string>
  message: string | null
}) {
  const { environment, query, message } = options
  const wanted = query.organization_id
  const { users, organizations } = environment.state.tables
  const rows = [...users.values()]
    .map(user => ({ user, memberships: describeMemberships(environment, user, wanted) }))
    .filter(row => wanted === undefined || row.memberships.length > 0)
  const heading =
    wanted === undefined ? 'Who is signing in?' : `Who is signing in to ${organizations.get(wanted)?.name}?`
  return {
    title: 'Sign in · local WorkOS',
    main: html`<header><h1>${heading}</h1><p class="muted">Choose a person. There are no passwords here.</p></header>
${message === null ? '' : html`<p class="notice" role="alert">${message}</p>`}
<ul>${rows.map(row => html`<li>${renderRow(row, query)}</li>`)}</ul>
<footer>This is the local WorkOS, for development only.</footer>`,
  }
}

function describeMemberships(environment: Environment, user: User, wanted: string | undefined) {
  const { organizations, roles } = environment.state.tables
  const roleNames = new Map([...roles.values()].map(role => [role.slug, role.name]))
  return listActiveMemberships(environment, user.id)
    .filter(it => wanted === undefined || it.organizationId === wanted)
    .map(membership => ({
      membership,
      organization: organizations.get(membership.organizationId)?.name ?? membership.organizationId,
      role: membership.roles.map(slug => roleNames.get(slug) ?? slug).join(', '),
    }))
}

function renderRow({ user, memberships }: Row, query: Record<string, string>): Markup {
  const { login_hint: _, organization_id: wanted, ...kept } = query
  const several = memberships.length > 1
  const hidden = Object.entries({
    ...kept,
    ...(wanted !== undefined && { organization_id: wanted }),
    login_hint: user.email,
  }).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)
  const [only] = memberships
  const belongs =
    several || !only ? '' : html`<span class="detail">${only.role} at ${only.organization}</span>`
  const person = html`<span class="initials" aria-hidden="true">${user.firstName.charAt(0)}${user.lastName.charAt(0)}</span>
<span class="who"><span class="name">${user.firstName} ${user.lastName}</span>${belongs}<span class="detail">${user.email}</span></span>`
  if (!several)
    return html`<form action="/user_management/authorize">${hidden}<button class="person">${person}</button></form>`
  return html`<form action="/user_management/authorize">${hidden}
<div class="person">${person}</div>
<div class="organizations" role="group" aria-label="Organizations of ${user.firstName} ${user.lastName}">
${memberships.map(
  it =>
    html`<button name="organization_id" value="${it.membership.organizationId}"><b>${it.organization}</b> <span class="detail">${it.role}</span></button>`,
)}</div></form>`
}
