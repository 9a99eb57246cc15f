import { WorkOS } from '@workos-inc/node'
import { onTestFinished } from 'vitest'
import { createEmulator, type EmulatorOptions } from '../create-emulator.ts'

export const callback = 'http://localhost:3000/auth/callback'
export const cookiePassword = 'a cookie password of thirty-two or more characters'

/** An emulator of this test's own, and the real SDK pointed at it. */
export async function startClient(options: Partial<EmulatorOptions> & { fetchFn?: typeof fetch } = {}) {
  const { fetchFn, ...emulatorOptions } = options
  const emulator = await createEmulator({ port: 0, ...emulatorOptions })
  onTestFinished(() => emulator.close())
  const { url, apiKey, clientId, port } = emulator
  const workos = new WorkOS(apiKey, {
    apiHostname: 'localhost',
    https: false,
    port,
    clientId,
    timeout: 5000,
    maxRetries: 0,
    ...(fetchFn && { fetchFn }),
  })

  /** Any call, with the environment key unless other headers say so. */
  const call = (path: string, init: RequestInit = {}) =>
    fetch(`${url}${path}`, {
      redirect: 'manual',
      ...init,
      headers: { authorization: `Bearer ${apiKey}`, ...init.headers },
    })
  const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
    call(path, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...headers },
    })

  /** Walks through authorize with a `login_hint`, as a browser would. */
  const authorize = async (loginHint: string, organizationId?: string) => {
    const request = await workos.userManagement.getAuthorizationUrlWithPKCE({
      provider: 'authkit',
      redirectUri: callback,
      loginHint,
      ...(organizationId !== undefined && { organizationId }),
    })
    const answer = await fetch(request.url, { redirect: 'manual' })
    const target = new URL(answer.headers.get('location') ?? 'none:')
    return { ...request, target, code: target.searchParams.get('code') ?? '' }
  }

  const signIn = async (loginHint: string, organizationId?: string) => {
    const { code, codeVerifier } = await authorize(loginHint, organizationId)
    return workos.userManagement.authenticateWithCode({
      code,
      codeVerifier,
      session: { sealSession: true, cookiePassword },
    })
  }

  const refresh = (refreshToken: string, organizationId?: string) =>
    workos.userManagement.authenticateWithRefreshToken({
      refreshToken,
      ...(organizationId !== undefined && { organizationId }),
    })

  return { emulator, workos, url, call, post, authorize, signIn, refresh }
}
