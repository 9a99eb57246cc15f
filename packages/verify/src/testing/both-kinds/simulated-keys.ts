import type { Credential } from '../../credential.ts'
import type { Validation } from '../../validate.ts'
import type { SimulatedTime } from './simulated-time.ts'

export const cache = { freshMs: 30_000, staleMs: 300_000 }

interface Key {
  id: string
  organizationId: string
  permissions: readonly string[]
  expiresAt: number | null
  alive: boolean
}

/** One state of a key, and since when it is no longer true; `toldAt`: since when the gate knows. */
interface Past {
  permissions: readonly string[]
  expiresAt: number | null
  endedAt: number
  toldAt: number
}

const toDate = (at: number | null) => (at === null ? null : new Date(at).toISOString())

/** API keys of two organizations as whoever is asked knows them, and all they have ever been. */
export const createSimulatedKeys = (time: SimulatedTime) => {
  const keys: Key[] = []
  const pasts: Past[][] = []
  const create = (organizationId: string) => {
    const id = `api_key_${keys.length}`
    keys.push({
      id,
      organizationId,
      permissions: ['posts:read', 'posts:write'],
      expiresAt: null,
      alive: true,
    })
    pasts.push([])
  }
  for (const organizationId of ['org_northwind', 'org_globex']) create(organizationId)
  let isDown = false
  let everDown = false

  return {
    keys,
    create,
    setDown: (on: boolean) => {
      isDown = on
      everDown ||= on
    },
    answer: (value: string): Validation => {
      const key = keys[Number(value.slice('sk_'.length))]
      if (isDown) return { ok: false, code: 'unavailable', cause: 'down' }
      if (!key?.alive || (key.expiresAt !== null && key.expiresAt <= time.real()))
        return { ok: false, code: 'unknown' }
      const { id, organizationId, permissions, expiresAt } = key
      const subject = { type: 'organization' as const, id: organizationId }
      const credential = { id, organizationId, subject, permissions, expiresAt: toDate(expiresAt) }
      return { ok: true, credential: { kind: 'api_key', name: null, ...credential } }
    },
    /** Changes a key that lives; gives what to do once the gate is told of it, null where there is nothing to tell. */
    change: (index: number, apply: (key: Key) => void): { id: string; wasTold: () => void } | null => {
      const key = keys[index]
      if (!key?.alive) return null
      const { id, permissions, expiresAt } = key
      apply(key)
      const past = { permissions, expiresAt, endedAt: time.passed(), toldAt: Number.POSITIVE_INFINITY }
      pasts[index]?.push(past)
      return {
        id,
        wasTold: () => {
          past.toldAt = Math.min(past.toldAt, time.passed())
        },
      }
    },
    /** What is wrong with a yes, if anything is. */
    judge: (
      index: number,
      credential: Credential,
      asked: { at: number; earliestWall: number },
      prompt: boolean,
    ): string | null => {
      const key = keys[index]
      if (key === undefined) return 'a key that nobody made was let in'
      const { id, organizationId, kind } = credential
      if (id !== key.id || organizationId !== key.organizationId || kind !== 'api_key')
        return `${kind} ${id} of ${organizationId} was given for ${key.id}`
      if (credential.expiresAt !== null && Date.parse(credential.expiresAt) <= asked.earliestWall)
        return `${key.id} was let in after its end`
      const isTrue = (state: Pick<Key, 'permissions' | 'expiresAt'>) =>
        state.permissions.join() === credential.permissions.join() &&
        toDate(state.expiresAt) === credential.expiresAt
      if (key.alive && isTrue(key)) return null
      const was = pasts[index]?.findLast(isTrue)
      if (was === undefined) return `${key.id} was let in with what it never had`
      if (was.toldAt < asked.at) return `${key.id} was let in after the gate was told`
      const bound = cache.freshMs + (prompt && !everDown ? 0 : cache.staleMs)
      return asked.at - was.endedAt >= bound ? `${key.id} was let in too late` : null
    },
  }
}

export type SimulatedKeys = ReturnType<typeof createSimulatedKeys>
