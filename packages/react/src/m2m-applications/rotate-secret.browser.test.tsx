import { expect, it } from 'vitest'
import { mountApplications } from '../testing/mount.tsx'
import { loseAnswers } from '../testing/networks.ts'
import { button, dialog, expectDialog, readSecret, startAction } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

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

it('says when it is safe to finish: once only the new one is used', async () => {
  mountApplications()
  await start()
  const { m2mApplications } = clientAs('admin')
  const [application] = (await m2mApplications.list()).data
  const clientSecret = await navigator.clipboard.readText()
  await m2mApplications.test(application?.id ?? '', { clientSecret })
  await expect
    .element(dialog().getByText('Safe to finish: only the new secret is used.'), { timeout: 15_000 })
    .toBeVisible()
  await button('Cancel rotation…').click()
  await expect.element(dialog().getByText(/^It was last used/)).toBeVisible()
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
