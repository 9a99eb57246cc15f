import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountApplications } from '../testing/mount.tsx'
import {
  button,
  dialog,
  expectDialog,
  expectState,
  focused,
  pressEscape,
  readSecret,
  tabTo,
} from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

afterEach(() => document.documentElement.removeAttribute('dir'))

const startApplication = async (name = 'Invoice sync') => {
  await button('New application').click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
}
const rowNames = () =>
  [
    ...document.querySelectorAll(
      '[data-keydesk-part="row"]:not([data-state="loading"]) > [data-column="name"] > bdi:first-child',
    ),
  ].map(({ textContent }) => textContent)
const expectRows = (names: string[]) => expect.poll(rowNames).toEqual(names)
const startDelete = async (name: string) => {
  await button(`Actions for ${name}`).click()
  await page.getByRole('menuitem', { name: 'Delete…' }).click()
  await expectDialog(`Delete “${name}”?`)
}

describe('the list of M2M applications', () => {
  it('is a row of a native table: name, client id to copy, scopes, secrets with their age, owner, last use, state', async () => {
    mountApplications()
    const row = page.getByRole('row', { name: /Content sync/ })
    await expect.element(row).toBeVisible()
    const cells = [...row.element().children].map(cell => cell.textContent)
    expect(cells[0]).toContain('Copies posts to the intranet every night.')
    expect(cells[1]).toContain('client_northwind_sync')
    expect(cells[2]).toBe('posts:readposts:write')
    expect(cells[3]).toMatch(/^….+ made .+/)
    expect(cells[4]).toBe('nobody')
    expect(cells[6]).toBe('Secret overdue')
    await button('Copy the client id').click()
    await expect.element(page.getByText('Copied')).toBeVisible()
    expect(await navigator.clipboard.readText()).toBe('client_northwind_sync')
  })

  it('searches by name and client id, filters by owner and sorts, all on the server', async () => {
    await clientAs('admin').m2mApplications.create(
      { name: 'Another one', scopes: ['posts:read'] },
      { idempotencyKey: 'another-application' },
    )
    const { requests } = mountApplications()
    await expectRows(['Another one', 'Content sync'])
    const search = page.getByRole('searchbox', { name: 'Search applications' })
    await search.fill('northwind_sync')
    await expectRows(['Content sync'])
    await search.fill('')
    await button('Mine').click()
    await expectRows(['Another one'])
    await button('Mine').click()
    await button('Name').click()
    await button('Name').click()
    await expectRows(['Content sync', 'Another one'])
    expect(requests.at(-1)?.url).toContain('sort=-name')
    await search.fill('no such thing')
    await expectState('no-match')
    await button('Clear filters').click()
    await expectRows(['Content sync', 'Another one'])
  })

  it('turns pages and says how many there are', async () => {
    const { m2mApplications } = clientAs('globex')
    for (let at = 0; at < 25; at += 1) {
      await m2mApplications.create(
        { name: `Service ${at}`, scopes: ['posts:read'] },
        { idempotencyKey: `service-${at}` },
      )
    }
    mountApplications({ as: 'globex' })
    await expect.element(page.getByText('1–25 of 26')).toBeVisible()
    await button('Next').click()
    await expectRows(['Reporting'])
    await expect.element(page.getByText('26–26 of 26')).toBeVisible()
  })

  it('says what an application is for where there is none', async () => {
    mountApplications({ as: 'many' })
    await expectState('empty')
    await button('Create your first application').click()
    await expectDialog('New application')
  })

  it('offers a reader nothing that would fail', async () => {
    mountApplications({ as: 'viewer' })
    await expect.element(page.getByText('Nobody has created an application yet.')).toBeVisible()
    expect(button('New application').query()).toBeNull()
  })

  it('offers none where the host allows no new ones, and says so', async () => {
    mountApplications({ as: 'closed' })
    await expect.element(page.getByText(/No new applications can be made here\.$/)).toBeVisible()
    expect(button('New application').query()).toBeNull()
    await expect.element(button('Actions for Content sync')).toBeVisible()
  })

  it.each([
    ['nobody', 'signed-out'],
    ['nowhere', 'no-organization'],
    ['stranger', 'no-access'],
  ] as const)('says to %s which and what helps', async (as, state) => {
    mountApplications({ as })
    await expectState(state)
    expect(document.body.textContent).not.toContain('API keys')
  })
})

describe('a new application', () => {
  it('has a name, a description, scopes, an owner and a purpose, and its secret is shown once', async () => {
    const { requests, readCache } = mountApplications({
      tokenUrl: 'https://auth.northwind.test/oauth2/token',
    })
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
    expect(lines).toMatch(/^CLIENT_ID=client_.+\nCLIENT_SECRET=.+\nTOKEN_URL=https:\/\/auth\.northwind\.test/)
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

  it('is made once where the answer was lost, and says that its secret is lost with it', async () => {
    let lost = 0
    mountApplications({
      network: async (request, send) => {
        const response = await send(request)
        if (request.method !== 'POST' || lost > 0) return response
        lost += 1
        throw new TypeError('The connection broke.')
      },
    })
    await startApplication()
    await button('Read only').click()
    await button('Create application').click()
    await expect.element(dialog().getByText(/its secret is lost: delete it/)).toBeVisible()
    await button('Create application').click()
    await expectDialog('The secret was made, but its value is lost')
    await expect.element(dialog().getByText(/“Invoice sync” was created/)).toBeVisible()
    await button('Close').last().click()
    await expectRows(['Invoice sync', 'Content sync'])
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
})

describe('rotating a secret', () => {
  const startSecrets = async () => {
    await button('Actions for Content sync').click()
    await page.getByRole('menuitem', { name: 'Secrets…' }).click()
    await expectDialog('Secrets of “Content sync”')
  }
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
})

describe('deleting an application', () => {
  it('says what stops and what lives on, asks once, and is done', async () => {
    const deleted: string[] = []
    mountApplications({ onDeleted: ({ name }) => deleted.push(name) })
    await startDelete('Content sync')
    await expect.element(page.getByText(/Elsewhere they live until they expire/)).toBeVisible()
    await expect.element(button('Cancel')).toHaveFocus()
    await button('Delete').click()
    await expectDialog(null)
    await expect.element(page.getByText('“Content sync” was deleted.')).toBeInTheDocument()
    await expectState('empty')
    expect(deleted).toEqual(['Content sync'])
    await expect.element(page.getByRole('heading', { name: 'M2M applications' })).toHaveFocus()
  })
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

it('reflows at 320 px: nothing is cut off or scrolls sideways, from right to left too', async () => {
  document.documentElement.dir = 'rtl'
  await clientAs('admin').m2mApplications.create(
    { name: 'Synchronizationservicefortheaccountingdepartment', scopes: ['posts:read', 'posts:write'] },
    { idempotencyKey: 'wide-application' },
  )
  const { container } = mountApplications({ width: 320, dir: 'rtl' })
  await expect.poll(() => rowNames().length).toBe(2)
  expect(container.scrollWidth).toBeLessThanOrEqual(320)
  const row = container.querySelector('[data-keydesk-part="row"]')
  expect(row && getComputedStyle(row).display).toBe('grid')
})

it('has room for every column where they first stand side by side', async () => {
  const { container } = mountApplications({ width: 880 })
  await expect.poll(() => rowNames().length).toBe(1)
  const row = container.querySelector('[data-keydesk-part="row"]')
  expect(row && getComputedStyle(row).display).toBe('table-row')
  expect(container.scrollWidth).toBeLessThanOrEqual(880)
})
