import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mountApplications, type Network } from '../testing/mount.tsx'
import { button, dialog, dialogTitle, expectDialog, pressEscape, startApplication } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const claims = () =>
  Object.fromEntries(
    [...document.querySelectorAll('[data-keydesk-part="token-test"] [data-keydesk-part="fact"]')].map(
      fact => [fact.querySelector('dt')?.textContent ?? '', fact.querySelector('dd')?.textContent ?? ''],
    ),
  )

it('says in words what the token of a new secret holds, and never shows the token', async () => {
  const { readCache } = mountApplications()
  await startApplication()
  await button('Read only').click()
  await button('Create application').click()
  await expectDialog('Your new client secret')
  await button('Get a test token').click()
  await expect.element(dialog().getByText('The secret works. Its token says:')).toBeVisible()
  expect(claims()).toEqual({
    Issuer: expect.stringMatching(/^http:\/\/localhost/),
    Client: expect.stringMatching(/^client_/),
    Organization: 'Northwind Labs org_northwind',
    Scopes: expect.stringContaining('posts:read'),
    Expires: expect.stringMatching(/^in .+/),
  })
  await dialog().getByText('All claims and the header').click()
  const everything = JSON.parse(document.querySelector('[data-keydesk-part="claims"]')?.textContent ?? '')
  expect(everything).toEqual({
    header: expect.objectContaining({ alg: 'RS256', kid: expect.any(String) }),
    claims: expect.objectContaining({
      aud: expect.anything(),
      iat: expect.any(Number),
      jti: expect.any(String),
      org_id: 'org_northwind',
    }),
  })
  expect(document.body.innerHTML + readCache()).not.toMatch(/eyJ/)
})

it('tries a secret that is pasted into the details, and keeps nothing beyond them', async () => {
  const { application, value } = await clientAs('admin').m2mApplications.create(
    { name: 'Pasted', scopes: ['posts:read'] },
    { idempotencyKey: 'application-pasted' },
  )
  const clientSecret = value ?? ''
  const { readCache } = mountApplications({ applicationId: application.id })
  await expect.poll(dialogTitle).toContain('Pasted')
  const field = page.getByLabelText('Client secret')
  await expect.element(field).toHaveAttribute('type', 'password')
  await button('Get a test token').click()
  await expect.element(field).toHaveAccessibleDescription(/Paste the client secret/)
  await field.fill('not-the-secret')
  await button('Get a test token').click()
  await expect.element(dialog().getByText(/^The secret does not work/)).toBeVisible()
  expect(claims()).toEqual({})
  await field.fill(` ${clientSecret}\n`)
  await button('Get a test token').click()
  await expect.poll(() => claims().Scopes).toBe('posts:read')
  await pressEscape()
  await expectDialog(null)
  await button('Pasted', { exact: true }).click()
  await expect.element(page.getByLabelText('Client secret')).toHaveValue('')
  expect(document.body.innerHTML + readCache()).not.toContain(clientSecret)
})

it('is not offered where the host names no token endpoint', async () => {
  const network: Network = async (request, send) => {
    const response = await send(request)
    return request.url.endsWith('/session')
      ? Response.json({ ...(await response.json()), tokenUrl: null })
      : response
  }
  mountApplications({ network })
  await button('Content sync', { exact: true }).click()
  await expect.element(dialog().getByText(/TOKEN_URL=https:\/\/auth\.example\.com/)).toBeVisible()
  expect(button('Get a test token').query()).toBeNull()
})
