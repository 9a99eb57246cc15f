import type { Permission } from '@keydesk/contract'
import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { mount, mountApplications, mountCredentials, type Network } from '../testing/mount.tsx'
import { button, dialog, expectDialog, startKey } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const nudge = () => page.getByText('Many permissions and no end: an application fits better.')
const link = () => page.getByRole('link', { name: 'Make an application' })
const startWide = async (name = 'Everything') => {
  await startKey(name)
  await button('All you hold').click()
  await button('Change owner, purpose or expiry').click()
}
const makeEndless = () => page.getByRole('radio', { name: 'Never' }).click()

/** Follows a link without leaving the page of the tests. */
const follow = async (click: () => Promise<void>) => {
  const stay = (event: Event) => event.preventDefault()
  document.addEventListener('click', stay)
  await click()
  document.removeEventListener('click', stay)
}

/** The broker as it would be if this were no scope. */
const withoutScope =
  (slug: string): Network =>
  async (request, send) => {
    const response = await send(request)
    if (!request.url.endsWith('/scopes')) return response
    const { data } = await response.json()
    return Response.json({ data: data.filter((scope: Permission) => scope.slug !== slug) })
  }

afterEach(() => sessionStorage.clear())

describe('where a key is about to be made that had better be an application', () => {
  it('says so in one line, and only while it holds', async () => {
    mount({ applicationsUrl: '/applications' })
    await startWide()
    expect(nudge().query()).toBeNull()
    await makeEndless()
    await expect.element(nudge()).toBeVisible()
    expect(nudge().element().closest('[aria-live="polite"]')).not.toBeNull()
    await page.getByRole('radio', { name: '90 days' }).click()
    await expect.element(nudge()).not.toBeInTheDocument()
    await makeEndless()
    await button('Clear').click()
    await expect.element(nudge()).not.toBeInTheDocument()
  })

  it('keeps nobody from making the key', async () => {
    mount({ applicationsUrl: '/applications' })
    await startWide('All the same')
    await makeEndless()
    await expect.element(nudge()).toBeVisible()
    await button('Create key').click()
    await expectDialog('Your new key')
  })

  it('carries name, purpose and permissions over to the form of an application, and says what has no scope there', async () => {
    const before = mount({ applicationsUrl: '/applications' })
    await startWide('Warehouse')
    await page.getByRole('textbox', { name: 'What it is for' }).fill('Nightly copies')
    await page.getByRole('radio', { name: /^Mateo/ }).click()
    await makeEndless()
    await expect.element(link()).toHaveAttribute('href', '/applications')
    await follow(() => link().click())
    before.unmount()
    mountApplications({ network: withoutScope('exports:create') })
    await expectDialog('New application')
    await expect
      .element(page.getByText('No scope that you may give stands for exports:create.'))
      .toBeVisible()
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Warehouse')
    await expect.element(page.getByText(/^Owned by .*Mateo/)).toBeVisible()
    await button('Create application').click()
    await expectDialog('Your new client secret')
    const [made] = (await clientAs('admin').m2mApplications.list()).data
    expect(made).toMatchObject({ name: 'Warehouse', purpose: 'Nightly copies', choice: null })
    expect(made?.owner?.id).toBe('user_northwind_developer')
    const held = (await clientAs('admin').permissions.list()).data.filter(({ grantable }) => grantable)
    const carried = held.map(({ slug }) => slug).filter(slug => slug !== 'exports:create')
    expect(made?.scopes.toSorted()).toEqual(carried.toSorted())
  })

  it('opens the form of an application in its place, where both kinds stand in one list', async () => {
    mountCredentials()
    await button('New API key').click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Both')
    await button('All you hold').click()
    await button('Change owner, purpose or expiry').click()
    await makeEndless()
    await expect.element(nudge()).toBeVisible()
    await button('Make an application').click()
    await expectDialog('New application')
    await expect.element(page.getByRole('textbox', { name: 'Name' })).toHaveValue('Both')
    await expect.element(page.getByText(/^\d+ scopes chosen$/)).not.toHaveTextContent('0 scopes')
    expect(sessionStorage).toHaveLength(0)
  })

  it.each([
    ['the host names no page for them', {}],
    ['the policy forbids them', { as: 'tokenless', applicationsUrl: '/applications' }],
  ] as const)('says nothing of applications where %s', async (_, options) => {
    mount(options)
    await startWide()
    await makeEndless()
    await expect.element(page.getByText(/works until somebody revokes it/)).toBeVisible()
    expect(nudge().query()).toBeNull()
  })
})

describe('what was answered before a credential was made', () => {
  const answers = { caller: 'script', canDoOAuth: 'unsure', tokenLifetime: 'any' }
  const answerAll = async () => {
    await button('Key or OAuth application?').click()
    for (const name of ['A script or a tool', 'Not sure', 'Until we revoke it']) {
      await page.getByRole('radio', { name, exact: true }).click()
    }
  }

  it('is kept with the key, on the page that has its form', async () => {
    const before = mountApplications({ apiKeysUrl: '/keys' })
    await answerAll()
    await follow(() => page.getByRole('link', { name: 'New key' }).click())
    before.unmount()
    mount()
    await expectDialog('New key')
    await page.getByRole('textbox', { name: 'Name' }).fill('Chosen')
    await button('Create key').click()
    await expectDialog('Your new key')
    const [made] = (await clientAs('admin').apiKeys.list()).data
    expect(made).toMatchObject({
      name: 'Chosen',
      choice: { ...answers, recommended: 'api_key', reason: 'works_everywhere' },
    })
  })

  it('is kept with an application against which it speaks', async () => {
    mountApplications()
    await answerAll()
    await dialog().getByRole('button', { name: 'New application' }).click()
    await expectDialog('New application')
    await page.getByRole('textbox', { name: 'Name' }).fill('All the same')
    await button('Read only').click()
    await button('Create application').click()
    await expectDialog('Your new client secret')
    const [made] = (await clientAs('admin').m2mApplications.list()).data
    expect(made?.choice).toEqual({ ...answers, recommended: 'api_key', reason: 'works_everywhere' })
  })

  it('is not asked for, and not made up where some of it is missing', async () => {
    mountApplications()
    await button('Key or OAuth application?').click()
    await page.getByRole('radio', { name: 'No', exact: true }).click()
    await dialog().getByRole('button', { name: 'New application' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('Half answered')
    await button('Read only').click()
    await button('Create application').click()
    await expectDialog('Your new client secret')
    const [made] = (await clientAs('admin').m2mApplications.list()).data
    expect(made).toMatchObject({ name: 'Half answered', choice: null })
  })
})
