import { createRequire, registerHooks } from 'node:module'
import { expect, onTestFinished, test, vi } from 'vitest'
import { defaultSeed } from './seed/default-seed.ts'
import { callback, cookiePassword, startClient } from './testing/start-client.ts'

/** Imports the real package outside Next, whose bundler would otherwise resolve these two. */
async function importAuthkit(port: number) {
  const settings = {
    WORKOS_API_HOSTNAME: 'localhost',
    WORKOS_API_PORT: String(port),
    WORKOS_API_HTTPS: 'false',
    WORKOS_API_KEY: 'sk_test_keydesk',
    WORKOS_CLIENT_ID: 'client_keydesk',
    WORKOS_COOKIE_PASSWORD: cookiePassword,
    NEXT_PUBLIC_WORKOS_REDIRECT_URI: callback,
  }
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value)
  const hooks = registerHooks({
    resolve(specifier, context, next) {
      if (specifier === 'server-only') return { url: 'data:text/javascript,', shortCircuit: true }
      return next(/^next\/\w+$/.test(specifier) ? `${specifier}.js` : specifier, context)
    },
  })
  onTestFinished(() => {
    hooks.deregister()
    vi.unstubAllEnvs()
  })
  const { authkit } = await import('@workos-inc/authkit-nextjs')
  const require = createRequire(import.meta.resolve('@workos-inc/authkit-nextjs'))
  const {
    NextRequest,
  }: { NextRequest: new (url: string, init: RequestInit) => Parameters<typeof authkit>[0] } =
    require('next/server')
  return { authkit, NextRequest }
}

test('the proxy of authkit-nextjs sends to sign-in, then refreshes ten parallel requests of one session', async () => {
  let offset = -200_000
  const seed = { ...defaultSeed, settings: { accessTokenSeconds: 120 } }
  const now = () => Date.now() + offset
  const { emulator, signIn } = await startClient({ seed, now })
  const { authkit, NextRequest } = await importAuthkit(emulator.port)
  const ask = (cookie?: string) => {
    const request = new NextRequest(callback, {
      headers: cookie === undefined ? {} : { cookie: `wos-session=${cookie}` },
    })
    return authkit(request, { redirectUri: callback })
  }

  const signedOut = await ask()
  expect(signedOut.session.user).toBeNull()
  const signInPage = await fetch(signedOut.authorizationUrl ?? '')
  expect(await signInPage.text()).toContain('Who is signing in?')

  // Signed in 200 s ago with tokens of 120 s: every request finds an expired token and refreshes it.
  const { sealedSession } = await signIn('admin@northwind.test', 'org_globex')
  offset = 0
  const sessions = await Promise.all(Array.from({ length: 10 }, () => ask(sealedSession)))
  for (const { session, headers } of sessions) {
    expect(session).toMatchObject({ user: { id: 'user_northwind_admin' }, organizationId: 'org_globex' })
    const cookie = /wos-session=([^;]+);/.exec(headers.get('set-cookie') ?? '')?.[1]
    const next = await ask(cookie)
    expect(next.session).toMatchObject({ organizationId: 'org_globex', role: 'admin' })
    expect(next.headers.get('set-cookie')).toBeNull()
  }
})
