import type { OpenIntent } from '../../store/index.ts'
import type { WorkosApplication } from '../../workos/connect-wire.ts'

/** What intents do with M2M applications and their secrets. */
const applicationActions = [
  'create_application',
  'update_application',
  'delete_application',
  'create_secret',
  'delete_secret',
] as const

/** Whether an intent is about an M2M application or one of its secrets. */
export const isApplicationIntent = ({ action }: Pick<OpenIntent, 'action'>): boolean =>
  applicationActions.some(known => known === action)

/** Tells whether an application at WorkOS is what an intent to make one describes: same name, same description, same scopes. */
export const isIntendedApplication = (
  { action, payload }: Pick<OpenIntent, 'action' | 'payload'>,
  application: Pick<WorkosApplication, 'name' | 'description' | 'scopes'>,
): boolean => action === 'create_application' && isAsSaid(payload, application)

/** Tells whether an application is as the payload of an intent says. */
export const isAsSaid = (
  payload: Record<string, unknown>,
  { name, description, scopes }: Pick<WorkosApplication, 'name' | 'description' | 'scopes'>,
): boolean =>
  JSON.stringify([payload.name, payload.description, sorted(payload.scopes)]) ===
  JSON.stringify([name, description, sorted(scopes)])

const sorted = (scopes: unknown): unknown => (Array.isArray(scopes) ? [...new Set(scopes)].sort() : scopes)
