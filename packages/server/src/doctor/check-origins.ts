import type { Config } from '../settings.ts'
import type { Check, Environment } from './check.ts'

/** Judges the origins that pages may change anything from; all of them have been read as exact origins already. */
export const checkOrigins = ({ origins, demo }: Config): Check[] => {
  const unencrypted = demo ? [] : origins.map(origin => new URL(origin)).filter(isUnencrypted)
  const checks = unencrypted.map(
    ({ origin, hostname }): Check =>
      isLoopback(hostname)
        ? {
            name: 'origins',
            status: 'warning',
            message: `${origin} is of this machine alone.`,
            fix: 'Fine for development; take it out of KEYDESK_ORIGINS in production.',
          }
        : {
            name: 'origins',
            status: 'problem',
            message: `${origin} is not encrypted: sessions and new keys could be read on the way.`,
            fix: `Serve it by https, and write https://${hostname} in KEYDESK_ORIGINS.`,
          },
  )
  return checks.length > 0
    ? checks
    : [{ name: 'origins', status: 'ok', message: `Changes may come from ${origins.join(', ')}.` }]
}

/** Judges where sign-in returns to: `/auth/callback` of an allowed origin, which is also the default. */
export const checkRedirect = (env: Environment, { origins }: Config): Check => {
  const name = 'redirect'
  const wanted = origins.map(origin => `${origin}/auth/callback`)
  const uri = env.NEXT_PUBLIC_WORKOS_REDIRECT_URI?.trim()
  if (!uri) {
    return {
      name,
      status: 'ok',
      message: `Sign-in returns to ${wanted.join(', ')}; WorkOS must list them as redirect URIs.`,
    }
  }
  if (wanted.includes(uri)) {
    return {
      name,
      status: 'ok',
      message: `Sign-in returns to ${uri}; WorkOS must list it as a redirect URI.`,
    }
  }
  return {
    name,
    status: 'problem',
    message: 'NEXT_PUBLIC_WORKOS_REDIRECT_URI is not /auth/callback of an origin in KEYDESK_ORIGINS.',
    fix: `Leave it out, or set it to ${wanted.join(' or ')}, and list the same at WorkOS under Redirects.`,
  }
}

const isUnencrypted = ({ protocol }: URL): boolean => protocol !== 'https:'

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname)
