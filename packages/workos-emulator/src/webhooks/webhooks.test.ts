import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createEmulator } from '../create-emulator.ts'
import { defaultSeed } from '../seed/default-seed.ts'
import { startClient } from '../testing/start-client.ts'
import { startReceiver } from '../testing/start-receiver.ts'
import { readApiKey } from '../testing/wire.ts'

const keys = '/organizations/org_northwind/api_keys'
const secret = 'whsec_for_tests'
const settings = { webhookRetrySeconds: 0.02, webhookRetryMaxSeconds: 0.05, webhookTimeoutSeconds: 0.3 }
const seed = { ...defaultSeed, settings }
const control = { control: true, seed }
const eventually = { timeout: 5000, interval: 10 }

function createStatePath() {
  const folder = mkdtempSync(join(tmpdir(), 'keydesk-workos-webhooks-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  return join(folder, 'state.json')
}

const start = async (options: Parameters<typeof startClient>[0] = {}) => {
  const client = await startClient({ seed, ...options })
  const create = async (name: string) => readApiKey(await client.post(keys, { name }))
  const createMany = async (count: number) => {
    for (let index = 0; index < count; index += 1) await create(`Key ${index}`)
  }
  const told = () => client.emulator.events().map(it => it.id)
  return { ...client, create, createMany, told }
}

test('the real SDK verifies what arrives, and nothing that was touched', async () => {
  const { emulator, workos, create } = await start()
  const receiver = await startReceiver()
  emulator.addWebhook({ url: receiver.url, secret })
  const { id } = await create('Key')
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), eventually)
  const { body = '', signature = '' } = receiver.received[0] ?? {}
  expect(signature).toMatch(/^t=\d{13}, v1=[0-9a-f]{64}$/)
  expect(JSON.parse(body)).toEqual(emulator.events()[0])
  const construct = (payload: string, sigHeader: string, given: string) =>
    workos.webhooks.constructEvent({ payload, sigHeader, secret: given })
  expect(await construct(body, signature, secret)).toMatchObject({ event: 'api_key.created', data: { id } })
  await expect(construct(body.replace('"Key"', '"Kez"'), signature, secret)).rejects.toThrow('hash')
  await expect(construct(body, signature, 'another')).rejects.toThrow('hash')
  const late = signature.replace(/t=\d+/, it => `t=${Number(it.slice(2)) + 1}`)
  await expect(construct(body, late, secret)).rejects.toThrow('hash')
})

test('every event is posted once to every receiver, in order and one at a time', async () => {
  const { post, call, createMany, told } = await start(control)
  const first = await startReceiver()
  const second = await startReceiver()
  for (const { url } of [first, second]) {
    expect((await post('/_emulator/webhooks', { url, secret })).status).toBe(201)
  }
  await createMany(20)
  await call('/user_management/users/user_northwind_admin', { method: 'DELETE' })
  await call('/organizations/org_northwind', { method: 'DELETE' })
  for (const receiver of [first, second]) {
    await vi.waitFor(() => expect(receiver.ids()).toEqual(told()), eventually)
    expect(receiver.names().at(-1)).toBe('organization.deleted')
    expect(receiver.mostOpen()).toBe(1)
  }
})

test('an event that is refused, redirected or unanswered comes again with the same id, before any later one', async () => {
  const { emulator, workos, create, told } = await start()
  const answers = [500, 307, null, 404]
  const receiver = await startReceiver({
    answer: () => (answers.length > 0 ? (answers.shift() ?? null) : 204),
  })
  emulator.addWebhook({ url: receiver.url, secret })
  await create('First')
  await create('Second')
  await vi.waitFor(() => expect(receiver.received).toHaveLength(6), eventually)
  const [first, second] = told()
  expect(receiver.ids()).toEqual([first, first, first, first, first, second])
  const times = new Set<string>()
  for (const { body, signature } of receiver.received.slice(0, 5)) {
    await workos.webhooks.constructEvent({ payload: body, sigHeader: signature, secret, tolerance: 60_000 })
    expect(body).toBe(receiver.received[0]?.body)
    times.add(signature)
  }
  expect(times.size).toBe(5)
  await vi.waitFor(() => expect(emulator.webhooks()).toMatchObject([{ pending: 0, failures: 0 }]), eventually)
})

test('a receiver that is down holds up neither calls nor other receivers, and gets everything later', async () => {
  const { emulator, createMany, told } = await start()
  const up = await startReceiver()
  const down = await startReceiver()
  await down.close()
  emulator.addWebhook({ url: down.url, secret })
  emulator.addWebhook({ url: up.url, secret })
  await createMany(5)
  await vi.waitFor(() => expect(up.ids()).toEqual(told()), eventually)
  const [progress] = emulator.webhooks()
  expect(progress).toMatchObject({ url: down.url, pending: 5, lastStatus: null })
  const back = await startReceiver({ port: down.port })
  await vi.waitFor(() => expect(back.ids()).toEqual(told()), eventually)
})

test('pauses between attempts grow up to the longest', async () => {
  const times: number[] = []
  const receiver = await startReceiver({ answer: () => times.push(performance.now()) && 500 })
  const slower = { ...settings, webhookRetrySeconds: 0.1, webhookRetryMaxSeconds: 0.4 }
  const { emulator, create } = await start({ seed: { ...defaultSeed, settings: slower } })
  emulator.addWebhook({ url: receiver.url, secret })
  await create('Key')
  await vi.waitFor(() => expect(times.length).toBeGreaterThanOrEqual(6), eventually)
  const pauses = times.slice(1).map((time, index) => time - (times[index] ?? 0))
  for (const [index, least] of [100, 200, 400, 400, 400].entries()) {
    expect(pauses[index]).toBeGreaterThan(least - 5)
  }
  // Doubled once more and again it would have been 1.6 s.
  expect(pauses[4]).toBeLessThan(1500)
})

test('an event that nobody takes is given up once it is too old, and the next ones go on', async () => {
  const complain = vi.spyOn(console, 'error').mockImplementation(() => {})
  onTestFinished(() => complain.mockRestore())
  const brief = { ...settings, webhookGiveUpSeconds: 0.3 }
  const { emulator, create, told } = await start({ seed: { ...defaultSeed, settings: brief } })
  const receiver = await startReceiver({ answer: () => 400 })
  emulator.addWebhook({ url: receiver.url, secret })
  await create('Refused')
  const [refused] = told()
  receiver.answerWith(() => (receiver.received.at(-1)?.event.id === refused ? 400 : 200))
  await create('Taken')
  await vi.waitFor(() => expect(emulator.webhooks()).toMatchObject([{ pending: 0 }]), eventually)
  expect(receiver.ids().filter(id => id === refused).length).toBeGreaterThan(2)
  expect(receiver.ids().at(-1)).toBe(told()[1])
  expect(complain).toHaveBeenCalledExactlyOnceWith(expect.stringContaining(`Gave up delivering ${refused}`))
})

test('a restart delivers what was not taken, and nothing that was', async () => {
  const statePath = createStatePath()
  const first = await start({ statePath })
  const receiver = await startReceiver()
  first.emulator.addWebhook({ url: receiver.url, secret })
  await first.create('Taken')
  await vi.waitFor(() => expect(first.emulator.webhooks()).toMatchObject([{ pending: 0 }]), eventually)
  receiver.answerWith(() => 503)
  await first.createMany(3)
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(1), eventually)
  await first.emulator.close()
  const [taken, ...left] = first.told()
  expect(left).toHaveLength(3)
  // An attempt that close cut short may still be on its way to the receiver.
  await sleep(100)
  const before = receiver.received.length
  await sleep(200)
  expect(receiver.received).toHaveLength(before)

  receiver.answerWith(() => 200)
  const second = await start({ statePath })
  await vi.waitFor(() => expect(receiver.ids().slice(before)).toEqual(left), eventually)
  expect(receiver.ids().slice(1)).not.toContain(taken)
  await second.create('After')
  await vi.waitFor(() => expect(receiver.ids().at(-1)).toBe(second.told().at(-1)), eventually)
})

test('close ends an attempt that hangs, and it is made again after the restart', async () => {
  const statePath = createStatePath()
  const slow = { ...defaultSeed, settings: { ...settings, webhookTimeoutSeconds: 60 } }
  const first = await start({ statePath, seed: slow })
  const receiver = await startReceiver({ answer: () => null })
  first.emulator.addWebhook({ url: receiver.url, secret })
  await first.create('Key')
  await vi.waitFor(() => expect(receiver.received).toHaveLength(1), eventually)
  const began = performance.now()
  await first.emulator.close()
  // Half of the time that the attempt itself would be waited for.
  expect(performance.now() - began).toBeLessThan(30_000)
  receiver.answerWith(() => 200)
  await start({ statePath, seed: slow })
  await vi.waitFor(() => expect(receiver.ids()).toHaveLength(2), eventually)
  expect(new Set(receiver.ids()).size).toBe(1)
})

test('the seed’s receivers are there at the start, go on after a restart and come back with a reset', async () => {
  const statePath = createStatePath()
  const receiver = await startReceiver()
  const other = await startReceiver()
  const webhooks = [{ url: receiver.url, secret }]
  const first = await start({ statePath, seed: { ...seed, webhooks } })
  await first.create('One')
  await vi.waitFor(() => expect(receiver.ids()).toEqual(first.told()), eventually)
  receiver.answerWith(() => 500)
  await first.create('Two')
  await first.emulator.close()
  receiver.answerWith(() => 200)
  const second = await start({
    statePath,
    seed: { ...seed, webhooks: [...webhooks, { url: other.url, secret }] },
  })
  const taken = { pending: 0, lastStatus: 200 }
  await vi.waitFor(() => expect(second.emulator.webhooks()[0]).toMatchObject(taken), eventually)
  expect(receiver.ids().at(-1)).toBe(second.told()[1])
  expect(other.ids()).toEqual([])

  second.emulator.removeWebhooks()
  await second.create('Unheard')
  second.emulator.reset()
  expect(second.emulator.webhooks()).toHaveLength(2)
  const before = receiver.received.length
  await second.create('Three')
  await vi.waitFor(() => expect(other.ids()).toEqual(second.told()), eventually)
  expect(receiver.ids().slice(before)).toEqual(second.told())
  await second.emulator.close()
  const third = await start({ statePath, seed })
  expect(third.emulator.webhooks()).toEqual([])
})

test('a receiver gets what happens after it was added, until all are removed', async () => {
  const { post, call, create, told } = await start(control)
  const receiver = await startReceiver()
  const removed = () => call('/_emulator/webhooks', { method: 'DELETE' })
  await create('Before')
  await post('/_emulator/webhooks', { url: receiver.url, secret: 'first' })
  await post('/_emulator/webhooks', { url: receiver.url, secret })
  await create('Between')
  await vi.waitFor(() => expect(receiver.ids()).toEqual(told().slice(1)), eventually)
  const status = await (await call('/_emulator/webhooks')).text()
  expect(JSON.parse(status)).toMatchObject({ data: [{ url: receiver.url, pending: 0, lastStatus: 200 }] })
  expect(status).not.toContain(secret)
  expect((await removed()).status).toBe(204)
  await create('After')
  await sleep(100)
  expect(receiver.received).toHaveLength(1)
})

test('a receiver elsewhere is refused unless the seed lists its origin', async () => {
  const { post, emulator } = await start(control)
  for (const url of ['https://example.com/hooks', 'http://localhost.example.com', 'ftp://localhost/', '/x']) {
    const answer = await post('/_emulator/webhooks', { url, secret })
    expect(answer.status).toBe(400)
    expect(await answer.json()).toMatchObject({ message: expect.stringContaining('webhookOrigins') })
    expect(() => emulator.addWebhook({ url, secret })).toThrow('webhookOrigins')
    const opening = createEmulator({ port: 0, seed: { ...seed, webhooks: [{ url, secret }] } })
    await expect(opening).rejects.toMatchObject({
      name: 'SeedError',
      message: expect.stringContaining('webhooks[0].url'),
    })
  }
  const url = 'http://localhost:3000/hooks'
  expect((await post('/_emulator/webhooks', { url })).status).toBe(400)
  expect((await post('/_emulator/webhooks', { url, secret, once: true })).status).toBe(400)
  const listed = { ...defaultSeed, settings: { ...settings, webhookOrigins: ['https://hooks.test'] } }
  const allowed = await start({ ...control, seed: listed })
  expect((await allowed.post('/_emulator/webhooks', { url: 'https://hooks.test/x', secret })).status).toBe(
    201,
  )
})

test('the many keys that go with their organization are all told, while calls are answered', async () => {
  const receiver = await startReceiver()
  const { emulator, call, told } = await start({
    seed: { ...seed, apiKeys: [{ organization: 'org_northwind', count: 1_000 }] },
    statePath: createStatePath(),
  })
  emulator.addWebhook({ url: receiver.url, secret })
  expect((await call('/organizations/org_northwind', { method: 'DELETE' })).status).toBe(202)
  expect((await call('/organizations/org_globex')).status).toBe(200)
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThan(1_000), {
    timeout: 60_000,
    interval: 100,
  })
  await vi.waitFor(() => expect(receiver.ids()).toEqual(told()), eventually)
}, 80_000)
