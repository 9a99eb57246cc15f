import { afterEach, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mountApplications, type Network } from '../testing/mount.tsx'
import { button, dialog, expectDialog, expectRows, startAction } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const home = location.href
afterEach(() => {
  sessionStorage.clear()
  history.replaceState(null, '', home)
})

const startEdit = () => startAction('Content sync', 'Edit…', 'Edit “Content sync”')
const field = (name: string) => page.getByRole('textbox', { name })
const isPatch = ({ method }: Request) => method === 'PATCH'

/** Answers the first change with a problem, without asking the broker. */
const refuseChange = (problem: { status: number; code: string; errors?: object[] }): Network => {
  let refused = false
  return async (request, send) => {
    if (!isPatch(request) || refused) return send(request)
    refused = true
    return Response.json(
      { title: 'No', requestId: 'req_refused', ...problem },
      { status: problem.status, headers: { 'Content-Type': 'application/problem+json' } },
    )
  }
}

it('changes name, description, owner and purpose in place, and sends nothing else', async () => {
  const { requests } = mountApplications()
  await startEdit()
  await expect.element(field('Name')).toHaveFocus()
  await field('Name').fill('Intranet sync')
  await field('Description').fill('Copies posts.')
  await page.getByRole('radio', { name: 'Mateo Fuentes' }).click()
  await field('What it is for').fill('Intranet')
  await button('Save').click()
  await expectDialog(null)
  await expectRows(['Intranet sync'])
  await expect.element(page.getByText('“Intranet sync” was changed.')).toBeInTheDocument()
  expect(await requests.find(isPatch)?.json()).toEqual({
    name: 'Intranet sync',
    description: 'Copies posts.',
    ownerId: 'user_northwind_developer',
    purpose: 'Intranet',
  })
})

it('widens and narrows scopes, and says that tokens keep theirs until they expire', async () => {
  const { requests } = mountApplications()
  await startEdit()
  expect(
    dialog()
      .getByText(/keep their scopes/)
      .query(),
  ).toBeNull()
  await dialog().getByRole('group', { name: 'Posts' }).getByRole('radio', { name: 'Read' }).click()
  await expect.element(dialog().getByText(/keep their scopes until they expire/)).toBeVisible()
  await dialog().getByRole('group', { name: 'Comments' }).getByRole('radio', { name: 'Read' }).click()
  await button('Save').click()
  await expectDialog(null)
  expect(await requests.find(isPatch)?.json()).toEqual({ scopes: ['comments:read', 'posts:read'] })
  const [application] = (await clientAs('admin').m2mApplications.list()).data
  expect(application?.scopes.toSorted()).toEqual(['comments:read', 'posts:read'])
})

it('asks nobody where nothing was changed', async () => {
  const { requests } = mountApplications()
  await startEdit()
  await button('Save').click()
  await expectDialog(null)
  expect(requests.filter(isPatch)).toEqual([])
})

it('loses nothing on an error, and puts it on its field', async () => {
  const errors = [{ pointer: '#/description', code: 'too_long', detail: 'Too long.' }]
  mountApplications({ network: refuseChange({ status: 422, code: 'validation_failed', errors }) })
  await startEdit()
  await field('Description').fill('A long story')
  await button('Save').click()
  await expect.element(field('Description')).toHaveAccessibleDescription('Too long.')
  await expect.element(field('Description')).toHaveValue('A long story')
  await button('Save').click()
  await expectDialog(null)
})

it('goes on where it was after a sign-in', async () => {
  const network = refuseChange({ status: 401, code: 'unauthenticated' })
  const { unmount } = mountApplications({ network, signInUrl: '#sign-in' })
  await startEdit()
  await field('Name').fill('Renamed')
  await button('Save').click()
  await dialog().getByRole('link', { name: 'Sign in again' }).click()
  unmount()
  mountApplications()
  await expectDialog('Edit “Content sync”')
  await expect.element(field('Name')).toHaveValue('Renamed')
  await button('Save').click()
  await expectRows(['Renamed'])
})

it('needs a reason for a scope that is added and needs one, and none for those that are there', async () => {
  mountApplications({ as: 'wary' })
  await startEdit()
  await field('Name').fill('Intranet sync')
  await dialog().getByRole('group', { name: 'Exports' }).getByRole('checkbox').first().click()
  await button('Save').click()
  await expectDialog(null)
})
