/** The limits of a request, as the broker enforces them and a screen shows them. Each is a setting of the broker. */
export interface Limits {
  /** Largest request body, in bytes. */
  bodyBytes: number
  /** Longest name, in code points after NFC and trim. */
  nameLength: number
  /** Most permissions on one key. */
  permissionsPerKey: number
}

/** The limits that hold where the host sets none. */
export const defaultLimits: Limits = {
  bodyBytes: 16 * 1024,
  nameLength: 200,
  permissionsPerKey: 100,
}

/** Page sizes of every list: what a request may ask for, and what it gets when it asks for nothing. */
export const pageSize = { min: 1, max: 100, default: 25 } as const
