import { expect, test } from '@playwright/test'
import {
  createApplication,
  finishRotation,
  openApplicationsAs,
  openSecrets,
  startRotation,
} from '../applications.ts'
import { rowOf } from '../dashboard.ts'
import { type ClientCredentials, startOAuthClient } from '../oauth-client.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

const methods = ['client_secret_basic', 'client_secret_post'] as const
const accepted = { status: 200, error: null }

test('an application is made, gets tokens, calls the API, changes its secret and is deleted', async ({
  page,
}) => {
  const client = await startOAuthClient()
  const name = 'Content pipeline'
  await openApplicationsAs(page, 'developer@northwind.test')
  const { id, secret: first } = await createApplication(page, name, [{ group: 'Posts', level: 'Read' }])
  const by = (secret: string, method: ClientCredentials['method']) => ({ id, secret, method })
  /** A token by a secret, which is let in by each way to show the secret. */
  const useSecret = async (secret: string): Promise<string> => {
    const tokens = await Promise.all(
      methods.map(async method => (await client.mint(by(secret, method))).token),
    )
    for (const token of tokens) expect(await client.call(token, 'GET', '/v1/posts')).toEqual(accepted)
    return tokens[0] ?? ''
  }

  const early = await useSecret(first)
  expect(await client.call(early, 'POST', '/v1/posts')).toEqual({ status: 403, error: 'insufficient_scope' })

  const second = await startRotation(page, name)
  await useSecret(first)
  await useSecret(second)
  expect(second).not.toBe(first)

  const secrets = await openSecrets(page, name)
  await expect(secrets.getByText(/last used/)).toHaveCount(2)
  await expect(secrets.getByText('Not yet safe to finish')).toBeVisible()
  await finishRotation(page, name)
  for (const method of methods) expect(await client.refusalOf(by(first, method))).toBe('invalid_client')
  // What was minted before a secret went lives on, and the interface says so.
  expect(await client.call(early, 'GET', '/v1/posts')).toEqual(accepted)
  const late = await useSecret(second)

  await rowOf(page, name)
    .getByRole('button', { name: /Actions/ })
    .click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  const dialog = page.getByRole('alertdialog', { name: `Delete “${name}”?` })
  await dialog.getByRole('button', { name: 'Delete' }).click()
  await expect(rowOf(page, name)).toHaveCount(0)
  for (const token of [early, late]) {
    expect(await client.call(token, 'GET', '/v1/posts')).toEqual({ status: 401, error: 'invalid_token' })
  }
  for (const method of methods) expect(await client.refusalOf(by(second, method))).toBe('invalid_client')
})
