import axe from 'axe-core'
import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { type MountOptions, mount } from './testing/mount.tsx'
import { button, expectDialog, makeKey, startKey, startRevoke, tick } from './testing/steps.ts'
import { addFault } from './testing/world.ts'

afterEach(() => document.documentElement.removeAttribute('dir'))

const state = (name: string) =>
  expect.poll(() => document.querySelector(`[data-state="${name}"]`)).not.toBeNull()

const states: { name: string; as?: MountOptions['as']; reach: () => Promise<unknown> }[] = [
  { name: 'loading', as: 'varied', reach: () => state('loading') },
  { name: 'list', as: 'varied', reach: () => state('expiring') },
  { name: 'pages', as: 'many', reach: () => expect.element(button('Next')).toBeVisible() },
  { name: 'empty', reach: () => state('empty') },
  { name: 'read-only', as: 'viewer', reach: () => state('expiring') },
  { name: 'no access', as: 'stranger', reach: () => state('no-access') },
  { name: 'signed out', as: 'nobody', reach: () => state('signed-out') },
  { name: 'no organization', as: 'nowhere', reach: () => state('no-organization') },
  {
    name: 'error',
    reach: async () => {
      await state('error')
    },
  },
  { name: 'actions', as: 'varied', reach: () => button('Actions for Zapier').click() },
  { name: 'create', as: 'developer', reach: () => startKey() },
  {
    name: 'create with errors and its expiry open',
    reach: async () => {
      await startKey('x'.repeat(201))
      await button('Change owner, purpose or expiry').click()
      await page.getByRole('radio', { name: 'Never' }).click()
      await page.getByRole('searchbox', { name: 'Search permissions' }).fill('posts')
      await button('Create key').click()
      await expect
        .element(page.getByRole('textbox', { name: 'Name' }))
        .toHaveAttribute('aria-invalid', 'true')
    },
  },
  {
    name: 'create with single permissions and a wait',
    reach: async () => {
      await addFault({ method: 'POST', path: '/api_keys$', status: 503, times: 4 })
      await startKey()
      await button('One by one').click()
      await button('Create key').click()
      await expect.element(button(/^Try again in/)).toBeVisible()
    },
  },
  { name: 'reveal', reach: () => makeKey() },
  {
    name: 'tested key in Python',
    reach: async () => {
      await makeKey()
      await page.getByRole('tab', { name: 'Python' }).click()
      await button('Test this key').click()
      await expect.element(page.getByText(/^It works/)).toBeVisible()
    },
  },
  {
    name: 'close gate',
    reach: async () => {
      await makeKey()
      await button('Done').click()
      await expectDialog('You won’t see this key again')
    },
  },
  {
    name: 'filters',
    as: 'varied',
    reach: async () => {
      await page.getByRole('button', { name: /^Never expires/ }).click()
      await button('Mine').click()
      await button('Status').click()
      await page.getByRole('menuitemcheckbox', { name: 'Expired' }).click()
      await state('no-match')
    },
  },
  {
    name: 'sorted, selected',
    as: 'varied',
    reach: async () => {
      await page.getByRole('columnheader', { name: 'Name' }).getByRole('button').click()
      await tick('Zapier')
    },
  },
  {
    name: 'bulk revoke',
    as: 'varied',
    reach: async () => {
      await tick('Nightly export')
      await tick('Zapier')
      await button('Revoke…').click()
      await expectDialog('Revoke 2 keys?')
    },
  },
  {
    name: 'what became of a bulk revoke',
    as: 'varied',
    reach: async () => {
      await addFault({ method: 'DELETE', path: '/api_keys', status: 503, times: 1 })
      await tick('Old integration')
      await tick('Zapier')
      await button('Revoke…').click()
      await button('Revoke', { exact: true }).click()
      await expect.element(page.getByText(/^1 key was not revoked/)).toBeVisible()
    },
  },
  { name: 'revoke', as: 'varied', reach: () => startRevoke('Nightly export') },
]

describe.each([
  { look: 'light', theme: 'light', dir: 'ltr' },
  { look: 'dark', theme: 'dark', dir: 'ltr' },
  { look: 'light, from right to left', theme: 'light', dir: 'rtl' },
] as const)('in $look', ({ theme, dir }) => {
  it.each(states)('axe finds nothing in: $name', async ({ name, as = 'admin', reach }) => {
    document.documentElement.lang = 'en'
    document.documentElement.dir = dir
    document.body.style.background = theme === 'light' ? '#fff' : '#0b0b0c'
    if (name === 'error') await addFault({ path: '/api_keys', times: 9, mode: 'html' })
    mount({ as, theme, dir, signInUrl: '/sign-in', chooseOrganizationUrl: '/organizations' })
    await reach()
    const { violations } = await axe.run(document.querySelector('[data-keydesk-part="root"]') ?? document, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // The page's own landmarks and headings are the host's.
      rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
    })
    const found = violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(node => `${node.html} ${node.failureSummary}`).join('\n')}`,
    )
    expect(found).toEqual([])
  })
})

it('creates, copies and revokes with the keyboard alone', async () => {
  const tabTo = async (found: () => boolean) => {
    for (let presses = 0; presses < 60; presses += 1) {
      if (found()) return
      await userEvent.keyboard('{Tab}')
    }
    throw new Error('The keyboard does not get there.')
  }
  const focused = (text: string) => () => document.activeElement?.textContent === text
  mount({ as: 'globex' })
  await expect.element(button('New key')).toBeVisible()
  await tabTo(focused('New key'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('New key')
  await userEvent.keyboard('By hand')
  await tabTo(focused('Read only'))
  await userEvent.keyboard(' ')
  await tabTo(focused('Create key'))
  await userEvent.keyboard('{Enter}')
  await expectDialog('Your new key')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('The key was copied.')).toBeInTheDocument()
  await userEvent.keyboard('{Escape}')
  await expectDialog(null)
  await expect.element(button('New key')).toHaveFocus()
  await tabTo(() => document.activeElement?.getAttribute('aria-label') === 'Actions for By hand')
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByRole('menuitem', { name: 'Revoke' })).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expectDialog('Revoke “By hand”?')
  await userEvent.keyboard('{Tab}{Enter}')
  await expectDialog(null)
  await expect.element(page.getByText('“By hand” was revoked.')).toBeInTheDocument()
})
