import type { Choice, Person } from '@keydesk/contract'
import { toStorable, toStorableJson } from './storable.ts'

/** What only Keydesk knows of a credential that is made here, of whichever kind. */
export interface CredentialFacts {
  owner: Person
  createdBy: Person
  purpose: string | null
  metadata: Record<string, string>
  choice: Choice | null
  replaces: string | null
}

/** The columns that hold it. */
export const toFactColumns = ({
  owner,
  createdBy,
  purpose,
  metadata,
  choice,
  replaces,
}: CredentialFacts) => ({
  origin: 'keydesk' as const,
  ownerId: owner.id,
  createdById: createdBy.id,
  purpose: purpose === null ? null : toStorable(purpose),
  metadata: toStorableJson(metadata) as Record<string, string>,
  choice,
  replaces,
})
