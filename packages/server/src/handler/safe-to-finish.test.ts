import { isSafeToFinish } from '@keydesk/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { m2mDesk } from '../testing/m2m-desk.ts'
import { migrationDesk } from '../testing/migration-desk.ts'
import { type Broker, startBroker } from '../testing/start-broker.ts'

const minute = 60_000
const day = 24 * 60 * minute

let passed = 0
/** Lets time pass for the broker and for WorkOS. */
const pass = (milliseconds: number) => {
  passed += milliseconds
}

let broker: Broker
beforeAll(async () => {
  broker = await startBroker({
    now: () => new Date(Date.now() + passed),
    emulator: { now: () => Date.now() + passed },
  })
})
beforeEach(async () => {
  passed = 0
  await broker.reset()
})
afterAll(() => broker.close())

const { start, get } = migrationDesk(() => broker)
const m2m = m2mDesk(() => broker)
const test = async (id: string, clientSecret: string) =>
  expect((await m2m.ask('POST', `/${id}/test-token`, { clientSecret })).body).toMatchObject({
    accepted: true,
  })

describe('a key that moves to an application', () => {
  const startPlan = async () => {
    const { migration, application, clientSecret, keyValue } = await start()
    return {
      isSafe: async () => (await get(migration.id)).safeToFinish,
      test: () => test(application.id, clientSecret),
      testWrong: async () =>
        expect((await m2m.ask('POST', `/${application.id}/test-token`, { clientSecret: 'x' })).body).toEqual({
          accepted: false,
          problem: 'invalid_client',
        }),
      getToken: () => m2m.askToken(application.clientId, clientSecret),
      useKey: () => broker.ask('POST', '/api-keys/test', { body: { value: keyValue } }),
    }
  }

  it('is not safe to finish by a test token', async () => {
    const { isSafe, test } = await startPlan()
    expect(await isSafe()).toBe(false)
    await test()
    expect(await isSafe()).toBe(false)
    pass(2 * 60 * minute)
    expect(await isSafe()).toBe(false)
  })

  it('is not by one of the second hour either, but by the next token that is none', async () => {
    const { isSafe, test, getToken } = await startPlan()
    pass(61 * minute)
    await test()
    expect(await isSafe()).toBe(false)
    pass(2 * minute)
    expect(await isSafe()).toBe(false)
    await getToken()
    expect(await isSafe()).toBe(true)
  })

  it('is not by a test once another one was refused', async () => {
    const { isSafe, test, testWrong } = await startPlan()
    pass(61 * minute)
    await test()
    pass(2 * minute)
    await testWrong()
    expect(await isSafe()).toBe(false)
  })

  it('is safe to finish once the application has got tokens for an hour, and the key no use', async () => {
    const { isSafe, getToken } = await startPlan()
    await getToken()
    pass(59 * minute)
    await getToken()
    expect(await isSafe()).toBe(false)
    pass(2 * minute)
    await getToken()
    expect(await isSafe()).toBe(true)
  })

  it('is not, once the key is used again, until that is a day ago', async () => {
    const { isSafe, getToken, useKey } = await startPlan()
    pass(61 * minute)
    await getToken()
    await useKey()
    expect(await isSafe()).toBe(false)
    pass(23 * 60 * minute)
    await getToken()
    expect(await isSafe()).toBe(false)
    pass(61 * minute)
    await getToken()
    expect(await isSafe()).toBe(true)
  })
})

describe('a secret that is rotated', () => {
  /** An application whose old secret got a token two minutes before the second was made, and whether the old one can go. */
  const startRotation = async () => {
    const { application, value: old } = await m2m.create()
    pass(day)
    expect(await m2m.askToken(application.clientId, old)).toBe(200)
    pass(2 * minute)
    const { value: next } = await m2m.createSecret(application.id)
    const isSafe = async () => {
      const { secrets, lastTestedAt } = await m2m.get(application.id)
      const [current, replaced] = secrets
      if (!current || !replaced) throw new Error('the application has not got two secrets')
      expect([current.status, replaced.status]).toEqual(['active', 'rotating'])
      return isSafeToFinish(replaced, current, lastTestedAt)
    }
    const getToken = async (secret: string) =>
      expect(await m2m.askToken(application.clientId, secret)).toBe(200)
    return { application, isSafe, useOld: () => getToken(old), useNew: () => getToken(next), next }
  }

  it('is not safe to finish by a test token', async () => {
    const { application, isSafe, next } = await startRotation()
    await test(application.id, next)
    expect(await isSafe()).toBe(false)
    pass(day)
    expect(await isSafe()).toBe(false)
    await test(application.id, next)
    expect(await isSafe()).toBe(false)
  })

  it('is not quiet yet where the old secret got a token just before', async () => {
    const { isSafe, useNew, useOld } = await startRotation()
    // One of two instances has switched; the other one lives on the token that it has.
    pass(50 * minute)
    await useNew()
    expect(await isSafe()).toBe(false)
    pass(7 * minute)
    await useOld()
    pass(5 * minute)
    await useNew()
    expect(await isSafe()).toBe(false)
  })

  it('is safe to finish once only the new one has got tokens for an hour', async () => {
    const { isSafe, useNew } = await startRotation()
    pass(30 * minute)
    await useNew()
    expect(await isSafe()).toBe(false)
    pass(31 * minute)
    await useNew()
    expect(await isSafe()).toBe(true)
  })
})
