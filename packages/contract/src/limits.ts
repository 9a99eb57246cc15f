/** The limits of a request, as the broker enforces them and a screen shows them. Each is a setting of the broker. */
export interface Limits {
  /** Largest request body, in bytes. */
  bodyBytes: number
  /** Longest name, in code points after NFC and trim. */
  nameLength: number
  /** Most permissions on one key. */
  permissionsPerKey: number
  /** Most scopes of one M2M application. */
  scopesPerApplication: number
  /** Longest description of an M2M application, in code points. */
  descriptionLength: number
  /** Longest purpose, in code points. */
  purposeLength: number
  /** Most pairs of metadata on one credential. */
  metadataPairs: number
  /** Longest key of a pair of metadata, in code points. */
  metadataKeyLength: number
  /** Longest value of a pair of metadata, in code points. */
  metadataValueLength: number
  /** Most requests one person may send at once; they come back within `personBurst / personRequestsPerSecond` seconds. */
  personBurst: number
  /** Requests of one person per second that are never too many. */
  personRequestsPerSecond: number
  /** Most requests all people of one organization may send at once. */
  organizationBurst: number
  /** Requests of one organization per second that are never too many. */
  organizationRequestsPerSecond: number
}

/** The limits that hold where the host sets none. */
export const defaultLimits: Limits = {
  bodyBytes: 16 * 1024,
  nameLength: 200,
  permissionsPerKey: 100,
  scopesPerApplication: 100,
  descriptionLength: 500,
  purposeLength: 500,
  metadataPairs: 20,
  metadataKeyLength: 40,
  metadataValueLength: 500,
  personBurst: 600,
  personRequestsPerSecond: 30,
  organizationBurst: 2000,
  organizationRequestsPerSecond: 120,
}

/** Page sizes of every list: what a request may ask for, and what it gets when it asks for nothing. */
export const pageSize = { min: 1, max: 100, default: 25 } as const

/** Most keys that one request may revoke. */
export const bulkRevokeMax = 100

/** Longest overlap of a rotation that any policy allows, in seconds: a year. */
export const overlapMaxSeconds = 366 * 86_400

/** Most keys that one report of uses may tell of. */
export const usageEntriesMax = 500

/** Most client secrets of one M2M application that work at the same time: the one in use and the one that takes over. */
export const secretsPerApplicationMax = 2
