import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { decodeProtectedHeader } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { createEmulator } from '../create-emulator.ts'
import { defaultSeed } from '../seed/default-seed.ts'
import { startClient } from '../testing/start-client.ts'
import { readApiKey, readKeyList, readKeySet, readValidation } from '../testing/wire.ts'

const keys = '/organizations/org_northwind/api_keys'

function createStatePath() {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-workos-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'deeper', 'state.json')
}

test('a restart loses nothing', async () => {
  const statePath = createStatePath()
  const first = await startClient({ statePath })
  const idempotency = { 'idempotency-key': 'once' }
  const kept = await readApiKey(await first.post(keys, { name: 'Kept' }, idempotency))
  const deleted = await readApiKey(await first.post(keys, { name: 'Deleted' }))
  await first.call(`/api_keys/${deleted.id}`, { method: 'DELETE' })
  const used = await readValidation(await first.post('/api_keys/validations', { value: kept.value }))
  const session = await first.signIn('admin@northwind.test')
  const pending = await first.authorize('viewer@northwind.test')
  const keySet = await (await first.call('/sso/jwks/client_keydesk')).json()
  first.emulator.setClockOffset(-5)
  await first.emulator.close()

  const second = await startClient({ statePath })
  const listed = await readKeyList(await second.call(keys))
  expect(listed.data).toMatchObject([{ id: kept.id, last_used_at: used?.last_used_at }])
  expect(
    await readValidation(await second.post('/api_keys/validations', { value: kept.value })),
  ).not.toBeNull()
  const replayed = await readApiKey(await second.post(keys, { name: 'Kept' }, idempotency))
  expect(replayed.value).toBe(kept.value)
  expect((await second.refresh(session.refreshToken)).user.lastSignInAt).toBe(session.user.lastSignInAt)
  const { code, codeVerifier } = pending
  await second.workos.userManagement.authenticateWithCode({ code, codeVerifier })
  expect(await (await second.call('/sso/jwks/client_keydesk')).json()).toEqual(keySet)
})

test('a reset is kept too: the seed is back, and clients still know the signing key', async () => {
  const statePath = createStatePath()
  const first = await startClient({ statePath })
  await first.post(keys, { name: 'Gone' })
  const { accessToken } = await first.signIn('admin@northwind.test')
  first.emulator.reset()
  await first.post(keys, { name: 'Made after the reset' })
  await first.emulator.close()

  const second = await startClient({ statePath })
  const { data } = await readKeyList(await second.call(keys))
  expect(data).toMatchObject([{ name: 'Made after the reset' }])
  const { keys: keySet } = await readKeySet(await second.call('/sso/jwks/client_keydesk'))
  expect(keySet[0].kid).toBe(decodeProtectedHeader(accessToken).kid)
})

test('the file is for its owner only', async () => {
  const statePath = createStatePath()
  await startClient({ statePath })
  expect(statSync(statePath).mode & 0o777).toBe(0o600)
})

test('a line that was being written when the process died does not count; the rest does', async () => {
  const statePath = createStatePath()
  const first = await startClient({ statePath })
  await first.post(keys, { name: 'Whole' })
  await first.emulator.close()
  writeFileSync(statePath, `${readFileSync(statePath, 'utf8')}[["apiKeys","api_key_half",{"id":"api_`)
  const second = await startClient({ statePath })
  expect((await readKeyList(await second.call(keys))).data).toMatchObject([{ name: 'Whole' }])
})

test('a damaged file is an error that names it and the line', async () => {
  const statePath = createStatePath()
  await (await startClient({ statePath })).emulator.close()
  const good = readFileSync(statePath, 'utf8')
  const lines = good.split('\n').length
  for (const [bad, problem] of [
    ['not a state file\n', 'does not begin as a state file does'],
    [`${good}{"half":\n`, `line ${lines} is damaged`],
    [`${good}[["apiKeys","api_key_1",{"id":"api_key_1"}]]\n`, `line ${lines} is no apiKeys record`],
    ['', 'does not begin as a state file does'],
  ] as const) {
    writeFileSync(statePath, bad)
    const opening = createEmulator({ port: 0, statePath })
    await expect(opening).rejects.toMatchObject({
      name: 'StateFileError',
      message: expect.stringContaining(problem),
    })
    await expect(opening).rejects.toThrow(statePath)
  }
  writeFileSync(statePath, good)
  await startClient({ statePath })
})

test('two emulators cannot share a file, and a dead one’s claim is void', async () => {
  const statePath = createStatePath()
  const { emulator } = await startClient({ statePath })
  await expect(createEmulator({ port: 0, statePath })).rejects.toThrow(`process ${process.pid} is using it`)
  await emulator.close()
  writeFileSync(`${statePath}.lock`, '2147483646')
  await startClient({ statePath })
})

test('another seed replaces the people and keeps the keys', async () => {
  const statePath = createStatePath()
  const first = await startClient({ statePath })
  await first.post(keys, { name: 'Kept' })
  await first.emulator.close()
  const permissions = [...defaultSeed.permissions, { slug: 'billing:read', name: 'Read billing' }]
  const second = await startClient({ statePath, seed: { ...defaultSeed, permissions } })
  expect((await readKeyList(await second.call(keys))).data).toMatchObject([{ name: 'Kept' }])
  expect((await second.post(keys, { name: 'New', permissions: ['billing:read'] })).status).toBe(201)
})

test('a seed that brings a deleted user back does not bring back sessions and codes', async () => {
  const statePath = createStatePath()
  const first = await startClient({ statePath })
  const { refreshToken } = await first.signIn('viewer@northwind.test')
  const { code, codeVerifier } = await first.authorize('viewer@northwind.test')
  await first.workos.userManagement.deleteUser('user_northwind_viewer')
  await first.emulator.close()
  const organizations = [...defaultSeed.organizations, { id: 'org_new', name: 'New' }]
  const second = await startClient({ statePath, seed: { ...defaultSeed, organizations } })
  const { userManagement } = second.workos
  expect(await userManagement.getUser('user_northwind_viewer')).toMatchObject({ object: 'user' })
  await expect(second.refresh(refreshToken)).rejects.toMatchObject({ error: 'invalid_grant' })
  const exchange = userManagement.authenticateWithCode({ code, codeVerifier })
  await expect(exchange).rejects.toMatchObject({ error: 'invalid_grant' })
})

test('10,000 keys are listed in pages and added to without slowing down', async () => {
  const statePath = createStatePath()
  const { call, post } = await startClient({
    statePath,
    seed: { ...defaultSeed, apiKeys: [{ organization: 'org_northwind', count: 10_000 }] },
  })
  const seen = new Set<string>()
  let after: string | null = null
  const began = performance.now()
  do {
    const cursor: string = after === null ? '' : `&after=${after}`
    const page = await readKeyList(await call(`${keys}?limit=100${cursor}`))
    for (const key of page.data) seen.add(key.id)
    after = page.list_metadata.after
  } while (after !== null)
  expect(seen.size).toBe(10_000)
  for (let index = 0; index < 100; index += 1) await post(keys, { name: `Key ${index}` })
  expect(performance.now() - began).toBeLessThan(10_000)
})
