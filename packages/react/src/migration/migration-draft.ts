import type { ApiKey, M2MApplicationPolicy, Person } from '@keydesk/contract'
import type { OverlapChoice } from '../credentials/overlap.ts'

/** What is chosen in the form that moves a key to an application. Nothing in it is secret. */
export interface MigrationDraft {
  name: string
  /** Null: the scopes that are called as the key's permissions are. */
  scopes: string[] | null
  /** Null: whoever starts it. Undefined: nobody yet, where somebody has to be named. */
  owner: Person | null | undefined
  purpose: string
  /** When the key ends. */
  end: OverlapChoice
}

/** A draft and the key that it is about, as they are kept while their author signs in again. */
export interface KeptMigration {
  apiKeyId: string
  draft: MigrationDraft
}

/** What the draft is kept under while its author signs in again. */
export const draftName = 'migration-draft'

/** The application before anything is typed: called, owned and described as the key is. */
export const startDraft = (
  { name, owner, purpose }: ApiKey,
  actorId: string,
  { ownerRequired }: M2MApplicationPolicy,
  end: OverlapChoice,
): MigrationDraft => ({
  name,
  scopes: null,
  owner: owner === null ? (ownerRequired ? undefined : null) : owner.id === actorId ? null : owner,
  purpose: purpose ?? '',
  end,
})
