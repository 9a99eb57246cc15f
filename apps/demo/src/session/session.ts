/** A human being as the page shows one. */
export interface Person {
  id: string
  name: string
  email: string
}

/** An organization as the page names it. */
export interface Organization {
  id: string
  name: string
}

/** What the dashboard itself needs to know of the session: who is here, for whom, and what they may do. */
export interface Session {
  actor: Person
  organization: Organization
  organizations: Organization[]
  access: 'read' | 'manage'
}

/** What is known of the session. `unavailable` means that nobody could tell. */
export type SessionState =
  | { kind: 'loading' }
  | { kind: 'ready'; session: Session }
  | { kind: 'signed-out' }
  | { kind: 'no-organization' }
  | { kind: 'no-access'; detail: string }
  | { kind: 'unavailable'; detail: string; requestId: string | null }
