import { isKeydeskError } from '../keydesk-error.ts'
import { isOffered } from '../services/permissions.ts'
import { type Config, completeConfig, type Settings, type WorkosAccount } from '../settings.ts'
import { createWorkosGateway } from '../workos/gateway.ts'
import type { WorkosPermission } from '../workos/wire.ts'
import type { Check } from './check.ts'

const timeoutMs = 5000

/** Asks WorkOS whether it knows our key and our client, and has the permissions that the configuration names. */
export const checkWorkos = async (config: Config, fetchOnce: typeof fetch): Promise<Check[]> => {
  const settings = completeConfig(config)
  const [ofKey, ofClient] = await Promise.all([
    checkKey(settings, fetchOnce),
    checkClient(settings.workos, fetchOnce),
  ])
  return [...ofKey, ofClient]
}

const checkKey = async (settings: Settings, fetchOnce: typeof fetch): Promise<Check[]> => {
  const workos = createWorkosGateway({ account: settings.workos, fetch: fetchOnce, timeoutMs })
  try {
    await workos.ping({ signal: AbortSignal.timeout(timeoutMs) })
    const permissions = await workos.listPermissions({ signal: AbortSignal.timeout(timeoutMs) })
    return [
      { name: 'workos-key', status: 'ok', message: 'WorkOS accepts WORKOS_API_KEY.' },
      ...checkKeyPermissions(permissions, settings),
      ...checkApplicationScopes(permissions, settings),
      ...checkAccessPermissions(permissions, settings),
    ]
  } catch (error) {
    const code = isKeydeskError(error) ? error.code : 'upstream_invalid'
    const isRefused = isKeydeskError(error) && error.operatorHint !== undefined
    return [
      isRefused
        ? {
            name: 'workos-key',
            status: 'problem',
            message: 'WorkOS refuses WORKOS_API_KEY.',
            fix: 'Copy the secret key of this environment from WorkOS under API Keys; it may have been replaced.',
          }
        : {
            name: 'workos-key',
            status: 'problem',
            message: `WorkOS gives no usable answer (${code}).`,
            fix: 'Check that this machine reaches api.workos.com, or WORKOS_API_HOSTNAME, and see status.workos.com.',
          },
    ]
  }
}

const checkKeyPermissions = (permissions: WorkosPermission[], { keyPermissions }: Settings): Check[] => {
  const name = 'key-permissions'
  const setting = 'KEYDESK_KEY_PERMISSIONS'
  const checks = checkNamed(permissions, keyPermissions, { name, setting, bearer: 'key' })
  if (checks.length > 0) return checks
  const offered = permissions.filter(permission => isOffered(permission, keyPermissions)).length
  return offered > 0
    ? [{ name, status: 'ok', message: `${offered} permissions may be put on keys.` }]
    : [
        {
          name,
          status: 'warning',
          message: 'WorkOS has no permission that may be put on keys.',
          fix: 'Create the permissions of your API at WorkOS under Authorization.',
        },
      ]
}

/** Nothing is said where applications are not served, or may have what keys may, which is looked at already. */
const checkApplicationScopes = (permissions: WorkosPermission[], settings: Settings): Check[] => {
  const { applicationScopes, keyPermissions, m2mApplications } = settings
  if (!m2mApplications || applicationScopes === keyPermissions) return []
  const name = 'application-scopes'
  const setting = 'KEYDESK_APPLICATION_SCOPES'
  const checks = checkNamed(permissions, applicationScopes, { name, setting, bearer: 'application' })
  if (checks.length > 0) return checks
  const offered = permissions.filter(permission => isOffered(permission, applicationScopes)).length
  return [{ name, status: 'ok', message: `Scopes that applications may be given: ${offered}.` }]
}

/** What is wrong with the permissions that a setting names. */
const checkNamed = (
  permissions: WorkosPermission[],
  named: 'all' | readonly string[],
  { name, setting, bearer }: { name: Check['name']; setting: string; bearer: string },
): Check[] => {
  const slugs = named === 'all' ? [] : named
  return slugs.flatMap((slug): Check[] => {
    const permission = permissions.find(known => known.slug === slug)
    if (permission === undefined) {
      return [
        {
          name,
          status: 'problem',
          message: `WorkOS has no permission ${slug}, so no ${bearer} can be given it.`,
          fix: `Create ${slug} at WorkOS under Authorization, or take it out of ${setting}.`,
        },
      ]
    }
    if (isOffered(permission, named)) return []
    return [
      {
        name,
        status: 'problem',
        message: `${slug} is one of WorkOS's own permissions and is never put on ${bearer}s.`,
        fix: `Take ${slug} out of ${setting}.`,
      },
    ]
  })
}

const checkAccessPermissions = (permissions: WorkosPermission[], settings: Settings): Check[] => {
  const name = 'access-permissions'
  const lacks = (slug: string) => !permissions.some(permission => permission.slug === slug)
  const { managePermission, readPermission } = settings
  const checks: Check[] = []
  if (lacks(managePermission)) {
    checks.push({
      name,
      status: 'problem',
      message: `WorkOS has no permission ${managePermission}, so nobody can manage keys.`,
      fix: `Create it and put it on a role, or name another one in KEYDESK_MANAGE_PERMISSION.`,
    })
  }
  if (lacks(readPermission)) {
    checks.push({
      name,
      status: 'warning',
      message: `WorkOS has no permission ${readPermission}, so nobody can have read access alone.`,
      fix: `Create it and put it on a role, or name another one in KEYDESK_READ_PERMISSION.`,
    })
  }
  if (checks.length > 0) return checks
  return [{ name, status: 'ok', message: `${managePermission} and ${readPermission} exist.` }]
}

/** Sessions are verified with the key set of the client, so a wrong client id signs everybody out. */
const checkClient = async (account: Settings['workos'], fetchOnce: typeof fetch): Promise<Check> => {
  const name = 'workos-client'
  const fix =
    'Copy the client id of the same environment as WORKOS_API_KEY from WorkOS into WORKOS_CLIENT_ID.'
  try {
    const answer = await fetchOnce(keySetUrl(account), {
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    })
    if (answer.ok && hasKeys(await answer.json())) {
      return { name, status: 'ok', message: 'WorkOS has a key set for WORKOS_CLIENT_ID.' }
    }
    if (answer.status < 500) {
      return { name, status: 'problem', message: 'WorkOS has no key set for WORKOS_CLIENT_ID.', fix }
    }
  } catch {
    // What went wrong on the way is told in one sentence with what WorkOS itself did wrong.
  }
  return {
    name,
    status: 'problem',
    message: 'The key set of WORKOS_CLIENT_ID cannot be fetched, so no session can be verified.',
    fix: 'Check that this machine reaches api.workos.com, or WORKOS_API_HOSTNAME, and see status.workos.com.',
  }
}

const keySetUrl = ({ https, apiHostname, port, clientId }: WorkosAccount): string =>
  `${https ? 'https' : 'http'}://${apiHostname}${port === undefined ? '' : `:${port}`}/sso/jwks/${encodeURIComponent(clientId)}`

const hasKeys = (answer: unknown): boolean =>
  typeof answer === 'object' &&
  answer !== null &&
  'keys' in answer &&
  Array.isArray(answer.keys) &&
  answer.keys.length > 0
