import type { ApiKey, Permission, Person, Session } from './resources.ts'

/** A page of a list; a cursor is null where there is no further page that way. */
export interface Page<Item> {
  data: Item[]
  nextCursor: string | null
  previousCursor: string | null
  /** How many there are in all, or null where that is not known. */
  total: number | null
}

/** A whole list. */
export interface List<Item> {
  data: Item[]
}

/** Body of `createApiKey`. */
export interface CreateApiKeyBody {
  name: string
  permissions: string[]
  /** RFC 3339, in the future; null: never. */
  expiresAt: string | null
}

/** Answer of `createApiKey`. `value` is the secret, shown this once; null when the answer is a replay. */
export interface CreatedApiKey {
  apiKey: ApiKey
  value: string | null
}

/** Body of `testApiKey`. */
export interface TestApiKeyBody {
  value: string
}

/** Answer of `testApiKey`; a key of another organization is as invalid as none. */
export type TestedApiKey = { valid: true; apiKey: ApiKey; permissions: string[] } | { valid: false }

/** What each operation takes and gives. `undefined` is an answer without a body (204). */
export interface Operations {
  getSession: { response: Session }
  listPermissions: { response: List<Permission> }
  listMembers: { query: { search?: string; limit?: number }; response: List<Person> }
  listApiKeys: { query: { limit?: number; cursor?: string }; response: Page<ApiKey> }
  createApiKey: { body: CreateApiKeyBody; response: CreatedApiKey }
  getApiKey: { params: { id: string }; response: ApiKey }
  revokeApiKey: { params: { id: string }; response: undefined }
  testApiKey: { body: TestApiKeyBody; response: TestedApiKey }
  getOpenApi: { response: object }
}

/** The name of an operation. */
export type Operation = keyof Operations
