import { describe, expect, it } from 'vitest'
import { mountApplications } from '../testing/mount.tsx'
import { loseAnswers } from '../testing/networks.ts'
import { button, dialog, expectDialog, readSecret, startAction } from '../testing/steps.ts'
import { clientAs, getToken, inThePast } from '../testing/world.ts'

const startSecrets = () => startAction('Content sync', 'Secrets…', 'Secrets of “Content sync”')
const secretsOf = async () => {
  const { data } = await clientAs('admin').m2mApplications.list()
  return data[0]?.secrets.map(({ status }) => status)
}
const start = async () => {
  await startSecrets()
  await expect.element(dialog().getByText('Overdue')).toBeVisible()
  await button('Start rotation').click()
  await expectDialog('Your new client secret')
  await button('Copy client secret').click()
  await button('Done').click()
  await expectDialog(null)
  expect(await secretsOf()).toEqual(['active', 'rotating'])
  await startSecrets()
  await expect.element(dialog().getByText(/^Not yet safe to finish/)).toBeVisible()
}

it('starts with a second secret, shown once; finishing deletes the old one', async () => {
  const { readCache } = mountApplications()
  await start()
  const value = await navigator.clipboard.readText()
  expect(readCache()).not.toContain(value)
  await button('Finish…').click()
  await expectDialog('Finish the rotation?')
  await expect.element(dialog().getByText(/live until they expire/)).toBeVisible()
  await button('Delete the secret').click()
  await expectDialog('Secrets of “Content sync”')
  await expect.element(button('Start rotation')).toBeVisible()
  expect(await secretsOf()).toEqual(['active', 'deleted'])
})

it('can be cancelled: the new secret goes and the old one works on', async () => {
  mountApplications()
  await start()
  await button('Cancel rotation…').click()
  await expectDialog('Cancel the rotation?')
  await button('Delete the secret').click()
  await expectDialog('Secrets of “Content sync”')
  await expect.element(dialog().getByText('Overdue')).toBeVisible()
  expect(await secretsOf()).toEqual(['deleted', 'active'])
})

describe('Finish', () => {
  const hour = 3_600_000

  /** A rotation that was started past the widget some hours ago, and the ways to use both secrets. */
  const startBefore = async (hours: number) => {
    const { m2mApplications } = clientAs('admin')
    const [application] = (await m2mApplications.list()).data
    const id = application?.id ?? ''
    const { value } = await inThePast(hours * hour, () =>
      m2mApplications.secrets.create(id, { idempotencyKey: crypto.randomUUID() }),
    )
    const use = (secret: string) => getToken(application?.clientId ?? '', secret)
    return {
      test: async () =>
        expect((await m2mApplications.test(id, { clientSecret: value ?? '' })).accepted).toBe(true),
      useOld: () => use('public-test-secret-northwind'),
      useNew: () => use(value ?? ''),
    }
  }
  const says = (text: RegExp) => expect.element(dialog().getByText(text), { timeout: 15_000 }).toBeVisible()

  it('a test token does not make it safe', async () => {
    mountApplications()
    await startSecrets()
    await button('Start rotation').click()
    await expectDialog('Your new client secret')
    await expect.element(button('Get a test token')).toHaveAccessibleDescription(/counts as a use/)
    await button('Get a test token').click()
    await expect.element(dialog().getByText(/^The secret works/)).toBeVisible()
    await button('Copy client secret').click()
    await button('Done').click()
    await expectDialog(null)
    await startSecrets()
    await says(/^Not yet safe to finish: the new secret must still get tokens more than an hour/)
    await button('Cancel rotation…').click()
    await expect.element(dialog().getByText(/^It was last used/)).toBeVisible()
  })

  it('a test token does not make it safe, however late it is got', async () => {
    const { test } = await startBefore(2)
    mountApplications()
    await startSecrets()
    await says(/^Not yet safe to finish: the new secret has got no token/)
    await test()
    await says(/A test alone is not enough\.$/)
  })

  it('says that it is safe once only the new one has been used for an hour, and no longer when the old one is', async () => {
    const { useOld, useNew } = await startBefore(2)
    mountApplications()
    await startSecrets()
    await says(/^Not yet safe to finish: the new secret has got no token/)
    await useNew()
    await says(/^Safe to finish: for more than an hour only the new secret was in use\./)
    await useOld()
    await says(/^Not yet safe to finish: the old secret was used now\./)
  })
})

it('makes a second secret once where the answer was lost, and then a new one in its place', async () => {
  mountApplications({ network: loseAnswers(1) })
  await startSecrets()
  await button('Start rotation').click()
  await expectDialog('The secret was made, but its value is lost')
  await button('Make a new secret').click()
  await expectDialog('Your new client secret')
  expect(await readSecret()).toMatch(/^\w{16,}$/)
  expect(await secretsOf()).toEqual(['active', 'deleted', 'rotating'])
})
