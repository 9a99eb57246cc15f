import { afterEach, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountApplications } from '../testing/mount.tsx'
import { loseAnswers, refuseCreation } from '../testing/networks.ts'
import {
  button,
  dialog,
  expectDialog,
  expectRows,
  expectState,
  focused,
  pressEscape,
  readSecret,
  startApplication,
  tabTo,
} from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const home = location.href
afterEach(() => {
  sessionStorage.clear()
  history.replaceState(null, '', home)
})

it('has a name, a description, scopes, an owner and a purpose, and its secret is shown once', async () => {
  const { requests, readCache } = mountApplications()
  await startApplication()
  await page.getByRole('textbox', { name: 'Description' }).fill('Sends invoices to the ledger.')
  await button('Change owner or purpose').click()
  await page.getByRole('radio', { name: 'Mateo Fuentes' }).click()
  await page.getByRole('textbox', { name: 'What it is for' }).fill('Accounting')
  await button('Read only').click()
  await expect.element(page.getByText(/^Its tokens will be able to read/)).toBeVisible()
  await button('Create application').click()
  await expectDialog('Your new client secret')
  const posted = requests.find(({ method }) => method === 'POST')
  expect(await posted?.json()).toMatchObject({
    name: 'Invoice sync',
    description: 'Sends invoices to the ledger.',
    ownerId: 'user_northwind_developer',
    purpose: 'Accounting',
  })
  const secret = await readSecret()
  expect(secret.length).toBeGreaterThan(16)
  await page.getByRole('tab', { name: '.env' }).click()
  const lines = document.querySelector('[data-keydesk-part="secret-text"]')?.textContent
  expect(lines).toMatch(
    /^CLIENT_ID=client_.+\nCLIENT_SECRET=.+\nTOKEN_URL=http:\/\/localhost:\d+\/oauth2\/token$/,
  )
  for (const name of ['curl', 'Node', 'Python']) {
    await page.getByRole('tab', { name }).click()
    const text = document.querySelector('[data-keydesk-part="secret-text"]')?.textContent
    expect(text).toContain('client_credentials')
    expect(text).not.toContain(secret)
  }
  await pressEscape()
  await expectDialog('You won’t see this client secret again')
  await button('Go back').click()
  await page.getByRole('tab', { name: 'Client secret' }).click()
  await button('Copy client secret').click()
  await expect.element(page.getByText('The client secret was copied.')).toBeInTheDocument()
  expect(await navigator.clipboard.readText()).toBe(secret)
  await button('Done').click()
  await expectDialog(null)
  await expectRows(['Invoice sync', 'Content sync'])
  expect(readCache()).not.toContain(secret)
  expect(document.body.innerHTML).not.toContain(secret)
})

it('is made once where the answer was lost, and its secret is made anew with one button', async () => {
  const created: string[] = []
  mountApplications({ network: loseAnswers(1), onCreated: ({ name }) => created.push(name) })
  await startApplication()
  await button('Read only').click()
  await button('Create application').click()
  await expect.element(dialog().getByText(/none is made twice/)).toBeVisible()
  await button('Create application').click()
  await expectDialog('The secret was made, but its value is lost')
  await expect.element(dialog().getByText(/“Invoice sync” was created/)).toBeVisible()
  await button('Make a new secret').click()
  await expectDialog('Your new client secret')
  const clientSecret = await readSecret()
  await button('Copy client secret').click()
  await button('Done').click()
  await expectDialog(null)
  await expectRows(['Invoice sync', 'Content sync'])
  const { m2mApplications } = clientAs('admin')
  const [application] = (await m2mApplications.list()).data
  expect(application?.secrets.map(({ status }) => status)).toEqual(['active', 'deleted'])
  expect(await m2mApplications.test(application?.id ?? '', { clientSecret })).toMatchObject({
    accepted: true,
  })
  expect(created).toEqual(['Invoice sync'])
})

it('goes on where it was after a sign-in', async () => {
  const network = refuseCreation({ status: 403, code: 'reauthentication_required' })
  const { unmount } = mountApplications({ network, signInUrl: '#sign-in' })
  await startApplication('Half done')
  await button('Read only').click()
  await button('Create application').click()
  await dialog().getByRole('link', { name: 'Sign in again' }).click()
  unmount()
  mountApplications()
  await expectDialog('New application')
  await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Half done')
})

it('has at least one scope: the form says what is missing where it is', async () => {
  mountApplications()
  await button('New application').click()
  await button('Create application').click()
  await expect.element(page.getByText(/^Give the application a name/)).toBeVisible()
  await page.getByRole('textbox', { name: 'Name' }).fill('Without scopes')
  await button('Create application').click()
  await expect
    .element(dialog().getByRole('group', { name: 'What the application can do', exact: true }))
    .toHaveAccessibleDescription(/\S/)
})

it('follows the policy of its own kind: owner, purpose, scopes that need a reason', async () => {
  const { unmount } = mountApplications({ as: 'strict' })
  await startApplication()
  await button('Read only').click()
  await button('Create application').click()
  await expect.element(page.getByText('Choose who owns it.')).toBeVisible()
  await expect.element(page.getByText('Say what the application is for.')).toBeVisible()
  unmount()
  mountApplications({ as: 'wary' })
  await startApplication()
  await button('All you hold').click()
  await expect.element(page.getByText('A purpose is needed for posts:write.')).toBeVisible()
})

it('makes and deletes an application with the keyboard alone', async () => {
  mountApplications({ as: 'many' })
  await expect.element(button('New application')).toBeVisible()
  await tabTo(focused('New application'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('New application')
  await userEvent.keyboard('By hand')
  await tabTo(focused('Read only'))
  await userEvent.keyboard(' ')
  await tabTo(focused('Create application'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('Your new client secret')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('The client secret was copied.')).toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
  await expectRows(['By hand'])
  await tabTo(() => document.activeElement?.getAttribute('aria-label') === 'Actions for By hand')
  await userEvent.keyboard('{Enter}{ArrowUp}{Enter}')
  await expectDialog('Delete “By hand”?')
  await userEvent.keyboard('{Tab}{Enter}')
  await expectDialog(null)
  await expectState('empty')
})
