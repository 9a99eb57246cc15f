import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createLocalJWKSet, decodeJwt, decodeProtectedHeader, type JSONWebKeySet, jwtVerify } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import * as z from 'zod'
import { createEmulator } from '../create-emulator.ts'
import { defaultSeed } from '../seed/default-seed.ts'
import { startApplication } from '../testing/start-application.ts'

const keySetSchema = z.object({ keys: z.array(z.looseObject({ kid: z.string(), kty: z.string() })) })
const readKeys = async (url: string, path = '/oauth2/jwks'): Promise<JSONWebKeySet> =>
  keySetSchema.parse(await (await fetch(`${url}${path}`)).json())

const start = async (options: Parameters<typeof startApplication>[0] = {}) => {
  const client = await startApplication({ control: true, ...options })
  const accepts = async (token: string) => {
    const keys = createLocalJWKSet(await readKeys(client.url))
    return jwtVerify(token, keys).then(
      () => true,
      () => false,
    )
  }
  const listKeyIds = async (path?: string) => (await readKeys(client.url, path)).keys.map(key => key.kid)
  const rotate = async () => {
    const answer = await client.call('/_emulator/signing-keys', { method: 'POST' })
    expect(answer.status).toBe(201)
    return z.strictObject({ kid: z.string() }).parse(await answer.json()).kid
  }
  const removeOld = async () =>
    (await client.call('/_emulator/signing-keys/old', { method: 'DELETE' })).status
  return { ...client, accepts, listKeyIds, rotate, removeOld }
}

test('after a rotation the new key signs and the old one stays published, until it is removed', async () => {
  const { mint, accepts, introspect, listKeyIds, rotate, removeOld } = await start()
  const before = await mint()
  const old = decodeProtectedHeader(before).kid
  const kid = await rotate()
  const after = await mint()
  expect(decodeProtectedHeader(after).kid).toBe(kid)
  expect(await listKeyIds()).toEqual([kid, old])
  expect([await accepts(before), await accepts(after)]).toEqual([true, true])
  expect(await introspect(before)).toMatchObject({ active: true })

  expect(await removeOld()).toBe(204)
  expect(await listKeyIds()).toEqual([kid])
  expect([await accepts(before), await accepts(after)]).toEqual([false, true])
  expect(await introspect(before)).toEqual({ active: false })
})

test('a rotation before anything was signed leaves two keys as well, and removing twice leaves one', async () => {
  const { listKeyIds, rotate, removeOld } = await start()
  const kid = await rotate()
  expect(await listKeyIds()).toHaveLength(2)
  for (let round = 0; round < 2; round += 1) {
    await removeOld()
    expect(await listKeyIds()).toEqual([kid])
  }
})

test('sessions are signed by the same keys, which is why both sets have them', async () => {
  const { signIn, mint, listKeyIds, rotate } = await start()
  const { accessToken } = await signIn('admin@northwind.test')
  await rotate()
  expect(await listKeyIds('/sso/jwks/client_keydesk')).toEqual(await listKeyIds())
  expect(await listKeyIds()).toEqual([
    decodeProtectedHeader(await mint()).kid,
    decodeProtectedHeader(accessToken).kid,
  ])
})

test('sessions name the issuer of M2M tokens where the seed says so', async () => {
  const shared = await start({ seed: { ...defaultSeed, settings: { sharedIssuer: true } } })
  expect(decodeJwt((await shared.signIn('admin@northwind.test')).accessToken).iss).toBe(shared.url)
  expect(decodeJwt(await shared.mint()).iss).toBe(shared.url)
  const apart = await start()
  const { accessToken } = await apart.signIn('admin@northwind.test')
  expect(decodeJwt(accessToken).iss).toBe(`${apart.url}/user_management/client_keydesk`)
})

test('keys outlive a restart and a reset, applications and their secrets a restart', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-workos-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const statePath = join(folder, 'state.json')
  const first = await start({ statePath })
  await first.rotate()
  const kids = await first.listKeyIds()
  first.emulator.reset()
  expect(await first.listKeyIds()).toEqual(kids)
  const { clientId } = await first.workos.connect.createM2MApplication('Kept', 'org_northwind')
  const { secret } = await first.workos.connect.createApplicationClientSecret({ id: clientId })
  await first.emulator.close()
  // What was appended is written as a whole at the next start, and read as that at the one after it.
  await (await createEmulator({ port: 0, statePath })).close()

  const second = await start({ statePath })
  expect(await second.listKeyIds()).toEqual(kids)
  const token = await second.mint({ client_id: clientId, client_secret: secret })
  expect(decodeJwt(token).sub).toBe(clientId)
  expect(decodeProtectedHeader(token).kid).toBe(kids[0])
  await second.workos.connect.deleteApplication({ id: clientId })
  const { status } = await second.ask('/oauth2/token', {
    ...second.grant,
    client_id: clientId,
    client_secret: secret,
  })
  expect(status).toBe(401)
})

test('the handle rotates and removes in process', async () => {
  const { emulator, listKeyIds } = await start()
  const kid = emulator.rotateSigningKey()
  expect(await listKeyIds()).toHaveLength(2)
  emulator.removeOldSigningKeys()
  expect(await listKeyIds()).toEqual([kid])
})
