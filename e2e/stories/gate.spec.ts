import { expect, type Page, test } from '@playwright/test'
import { createApplication, openApplicationsAs } from '../applications.ts'
import { askBroker } from '../ask-broker.ts'
import { createKey, openKeysAs, takeSecret, tryKey } from '../dashboard.ts'
import { callsOf, forgetCalls, mintToken, reset } from '../workos.ts'

test.beforeEach(reset)

/** Changes the one key there is as the widget would; resolves to the answer's status and body. */
const change = async (page: Page, method: string, path: string, body: object) => {
  const [key] = (await askBroker(page, 'GET', '/api-keys')).body.data
  return askBroker(page, method, `/api-keys/${key.id}${path}`, body)
}

test('a key is asked about once, and every change of it holds at the API at once', async ({ page }) => {
  await openKeysAs(page, 'developer@northwind.test')
  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Write' }])
  const secret = await takeSecret(page)

  const answer = await tryKey(page, secret, 'GET /v1/posts')
  await expect(answer).toContainText('The gate asked Keydesk')
  await forgetCalls()
  await tryKey(page, secret, 'POST /v1/posts')
  await expect(answer).toContainText('201')
  await expect(answer).toContainText('The gate knew it by heart')
  expect((await callsOf('POST')).filter(({ path }) => path.endsWith('/validations'))).toEqual([])

  expect(await change(page, 'PATCH', '', { permissions: ['posts:read'] })).toMatchObject({ status: 200 })
  await tryKey(page, secret, 'POST /v1/posts')
  await expect(answer).toContainText('403')
  await tryKey(page, secret, 'GET /v1/posts')
  await expect(answer).toContainText('200')

  const rotated = await change(page, 'POST', '/rotate', { overlapSeconds: 0 })
  expect(rotated).toMatchObject({ status: 201 })
  await tryKey(page, secret, 'GET /v1/posts')
  await expect(answer).toContainText('401')
  await tryKey(page, rotated.body.value, 'GET /v1/posts')
  await expect(answer).toContainText('200')

  const expiresAt = new Date(Date.now() + 8_000).toISOString()
  expect(await change(page, 'PATCH', '', { expiresAt })).toMatchObject({ status: 200 })
  await tryKey(page, rotated.body.value, 'GET /v1/posts')
  await expect(answer).toContainText('200')
  await expect(async () => {
    await tryKey(page, rotated.body.value, 'GET /v1/posts')
    await expect(answer).toContainText('401', { timeout: 500 })
  }).toPass()
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(expiresAt))
})

test('a token of an application is let in by its signature, and then known by heart', async ({ page }) => {
  await openKeysAs(page, 'developer@northwind.test')
  const token = await mintToken('posts:read')
  const answer = await tryKey(page, token, 'GET /v1/posts')
  await expect(answer).toContainText('200')
  await expect(answer).toContainText('Miss')
  await expect(answer).toContainText('The gate checked the signature')
  await tryKey(page, token, 'GET /v1/whoami')
  await expect(answer).toContainText('Hit')
  await expect(answer).toContainText('The gate knew it by heart')
  await expect(page.getByRole('region', { name: 'Answer body' })).toContainText('client_northwind_sync')
  await expect(page.getByRole('region', { name: 'Earlier calls' })).toContainText(
    /GET \/v1\/posts\s*200\s*Miss/,
  )
  await tryKey(page, token, 'POST /v1/posts')
  await expect(answer).toContainText('The token lacks posts:write')
  const forged = `${token.slice(0, token.lastIndexOf('.'))}.c2ln`
  await tryKey(page, forged, 'GET /v1/whoami')
  await expect(answer).toContainText('401')
})

test('the demo gets a token by client id and secret, and says whose credential called', async ({ page }) => {
  await openApplicationsAs(page, 'admin@northwind.test')
  const { id, secret } = await createApplication(page, 'Content pipeline', [
    { group: 'Posts', level: 'Read' },
  ])
  await page.getByRole('textbox', { name: 'Client id' }).fill(id)
  await page.getByLabel('Client secret', { exact: true }).fill(secret)
  const send = page.getByRole('button', { name: 'Send request' })
  const answer = page.getByRole('region', { name: 'Answer' }).getByRole('status')
  await send.click()
  await expect(answer).toContainText('200')
  await expect(answer).toContainText('The gate checked the signature')
  await expect(answer).toContainText('the application “Content pipeline”, owned by Ingrid Solberg')
  await send.click()
  await expect(answer).toContainText('The gate knew it by heart')
  await page.getByLabel('Client secret', { exact: true }).fill(`${secret}0`)
  await send.click()
  await expect(answer).toContainText('No token')

  await openKeysAs(page, 'admin@northwind.test')
  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  await tryKey(page, await takeSecret(page), 'GET /v1/posts')
  await expect(answer).toContainText('the API key “Nightly export”, owned by Ingrid Solberg')
})
