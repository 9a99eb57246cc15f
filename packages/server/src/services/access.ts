import type { Access } from '@keydesk/contract'
import type { Actor } from '../actor.ts'
import { KeydeskError } from '../keydesk-error.ts'
import type { Settings } from '../settings.ts'

type AccessSettings = Pick<Settings, 'managePermission' | 'readPermission'>

/** What the actor may do here, by exact permission slugs; null is nothing. Through borrowed eyes one reads at most. */
export const accessOf = (actor: Actor, settings: AccessSettings): Access | null => {
  if (actor.permissions.includes(settings.managePermission)) return actor.impersonator ? 'read' : 'manage'
  return actor.permissions.includes(settings.readPermission) ? 'read' : null
}

/** Lets the actor through who has the access that is needed, and says which; throws `permission_denied`. */
export const requireAccess = (actor: Actor, needed: Access, settings: AccessSettings): Access => {
  const access = accessOf(actor, settings)
  if (access === 'manage' || access === needed) return access
  if (access === 'read' && actor.impersonator) {
    throw new KeydeskError({
      code: 'permission_denied',
      detail: 'An impersonated session can look, but change nothing.',
    })
  }
  const permission = needed === 'manage' ? settings.managePermission : settings.readPermission
  throw new KeydeskError({ code: 'permission_denied', detail: `This needs the permission ${permission}.` })
}
