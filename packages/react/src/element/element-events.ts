import type { ApiKey } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'

/** What the element tells the page, never with a secret. Each event bubbles. */
export interface ElementEvents {
  'keydesk-created': CustomEvent<{ apiKey: ApiKey }>
  /** The new key, and the one that it replaces. */
  'keydesk-rotated': CustomEvent<{ apiKey: ApiKey; previous: ApiKey }>
  'keydesk-revoked': CustomEvent<{ apiKey: ApiKey }>
  'keydesk-error': CustomEvent<{ error: KeydeskClientError }>
  /** The key whose details are open, or null. */
  'keydesk-key-change': CustomEvent<{ keyId: string | null }>
}

/** Tells the page one thing. */
export type Tell = <Name extends keyof ElementEvents>(
  name: Name,
  detail: ElementEvents[Name]['detail'],
) => void
