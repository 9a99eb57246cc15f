import { overlapMaxSeconds } from './limits.ts'

/** The host's rules for API keys. Lengths of life are in days. */
export interface ApiKeyPolicy {
  /** Whether new ones may be made; those that are there go on, and can be rotated. */
  allowed: boolean
  defaultLifetimeDays: number
  /** Null: no longest lifetime. */
  maxLifetimeDays: number | null
  mayNeverExpire: boolean
  /** How long a replaced key may go on at most, in seconds. */
  maxOverlapSeconds: number
  /** Whether whoever makes one says who owns it; otherwise they do themselves. */
  ownerRequired: boolean
  purposeRequired: boolean
  /** Permissions that no key gets without a purpose that says why. */
  permissionsNeedingReason: string[]
  /** How long after it was made or last reviewed a key is to be looked at again. */
  reviewIntervalDays: number
  /** Most keys of one organization that are not revoked. */
  maxPerOrganization: number
}

/** The host's rules for machine-to-machine (M2M) applications and their secrets. Ages are in days. */
export interface M2MApplicationPolicy {
  /** Whether new ones may be made; those that are there go on, and get new secrets. */
  allowed: boolean
  /** How old a secret may become before it is marked as overdue; null: as old as it likes. No machine deletes it. */
  secretMaxAgeDays: number | null
  /** Whether whoever makes one says who owns it; otherwise they do themselves. */
  ownerRequired: boolean
  purposeRequired: boolean
  /** Scopes that no application gets without a purpose that says why. */
  scopesNeedingReason: string[]
  /** How long after it was made or last reviewed an application is to be looked at again. */
  reviewIntervalDays: number
  /** Most applications of one organization that are not deleted. */
  maxPerOrganization: number
}

/** The host's rules, one object per kind of credential: none of one kind says anything of the other. */
export interface Policy {
  apiKeys: ApiKeyPolicy
  m2mApplications: M2MApplicationPolicy
}

/** The rules that hold where the host sets none. */
export const defaultPolicy: Policy = {
  apiKeys: {
    allowed: true,
    defaultLifetimeDays: 90,
    maxLifetimeDays: null,
    mayNeverExpire: true,
    maxOverlapSeconds: overlapMaxSeconds,
    ownerRequired: false,
    purposeRequired: false,
    permissionsNeedingReason: [],
    reviewIntervalDays: 90,
    maxPerOrganization: 1000,
  },
  m2mApplications: {
    allowed: true,
    secretMaxAgeDays: 90,
    ownerRequired: false,
    purposeRequired: false,
    scopesNeedingReason: [],
    reviewIntervalDays: 180,
    maxPerOrganization: 200,
  },
}
