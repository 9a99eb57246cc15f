import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mountApplications } from '../testing/mount.tsx'
import { button, clickOutside, dialog, expectDialog, focused, pressEscape, tabTo } from '../testing/steps.ts'

const title = 'Key or OAuth application?'
const open = async () => {
  await button(title).click()
  await expectDialog(title)
}
const answer = (name: string) => dialog().getByRole('radio', { name, exact: true }).click()
const said = () => document.querySelector('dialog [role="status"]')?.textContent
const way = (name: string) => dialog().getByRole('button', { name, exact: true })
const lookOf = (name: string) => way(name).element().getAttribute('data-look')

afterEach(async () => {
  sessionStorage.clear()
  document.documentElement.removeAttribute('dir')
  await page.viewport(1100, 800)
})

describe('the help to choose between a key and an application', () => {
  it('asks nothing of whoever presses "New application"', async () => {
    mountApplications()
    await button('New application').click()
    await expectDialog('New application')
    expect(document.body.textContent).not.toContain('Who calls?')
  })

  it('compares both kinds and asks three questions, none of them answered beforehand', async () => {
    mountApplications()
    await open()
    const table = dialog().getByRole('table', { name: 'The two kinds compared' })
    await expect.element(table.getByRole('columnheader', { name: 'OAuth application' })).toBeVisible()
    await expect
      .element(table.getByRole('row', { name: /^How it ends Revoked or expired: at once/ }))
      .toBeVisible()
    expect(document.querySelectorAll('dialog fieldset')).toHaveLength(3)
    expect(document.querySelectorAll('dialog :checked')).toHaveLength(0)
    expect(said()).toMatch(/^Answer what you know/)
  })

  it('recommends as soon as the answers decide, in any order, and says so to screen readers', async () => {
    mountApplications()
    await open()
    await answer('Until we revoke it')
    expect(said()).toMatch(/^Answer what you know/)
    await answer('No')
    await expect.poll(said).toMatch(/^An API key fits, because it works without OAuth\./)
    await answer('Yes')
    await expect.poll(said).toMatch(/^Answer what you know/)
    await answer('A backend service of ours')
    await expect
      .poll(said)
      .toBe(
        'An OAuth application fits, because a service renews its tokens by itself and seldom sends the secret.',
      )
    expect(lookOf('New application')).toBe('primary')
  })

  it('goes on to the form of an application', async () => {
    mountApplications()
    await open()
    await answer('A short while')
    await answer('Yes')
    await way('New application').click()
    await expectDialog('New application')
    await pressEscape()
    await expectDialog(null)
    await expect.element(button(title)).toHaveFocus()
  })

  it('forces nobody: the other form is open as well, and so is the dialog’s end', async () => {
    mountApplications({ apiKeysUrl: '/keys' })
    await open()
    const link = dialog().getByRole('link', { name: 'New key' })
    expect(link.element().getAttribute('data-look')).toBe('plain')
    await answer('No')
    await expect.element(link).toHaveAttribute('data-look', 'primary')
    expect(lookOf('New application')).toBe('quiet')
    await way('New application').click()
    await expectDialog('New application')
  })

  it('leads to the host’s page with the keys, whose form goes on with the answers', async () => {
    mountApplications({ apiKeysUrl: '/keys' })
    await open()
    for (const given of ['A script or a tool', 'Not sure', 'Until we revoke it']) await answer(given)
    const link = dialog().getByRole('link', { name: 'New key' })
    await expect.element(link).toHaveAttribute('href', '/keys')
    const stay = (event: Event) => event.preventDefault()
    document.addEventListener('click', stay)
    await link.click()
    document.removeEventListener('click', stay)
    expect(JSON.parse(Object.values({ ...sessionStorage })[0] ?? '{}').open).toEqual({
      dialog: 'create',
      draft: { choice: { caller: 'script', canDoOAuth: 'unsure', tokenLifetime: 'any' } },
    })
  })

  it('says where keys are made when it knows no page for them', async () => {
    mountApplications()
    await open()
    await answer('No')
    await expect.poll(said).toMatch(/OAuth\. Keys are made on a page of their own\.$/)
    expect(dialog().getByText('New key').query()).toBeNull()
  })

  it('keeps the answers from a stray click, and lets Esc close', async () => {
    mountApplications()
    await open()
    await answer('No')
    await clickOutside()
    await expectDialog(title)
    await pressEscape()
    await expectDialog(null)
    await expect.element(button(title)).toHaveFocus()
  })

  it('is answered with the keyboard alone', async () => {
    mountApplications()
    await expect.element(button(title)).toBeVisible()
    await tabTo(focused(title))
    await userEvent.keyboard('{Enter}')
    await expectDialog(title)
    await tabTo(() => document.activeElement?.getAttribute('type') === 'radio')
    await userEvent.keyboard(' {ArrowRight}{Tab} {Tab} {Tab}')
    await expect.poll(said).toMatch(/^An OAuth application fits, because its tokens end/)
    expect(document.activeElement?.textContent).toBe('New application')
    await userEvent.keyboard('{Enter}')
    await expectDialog('New application')
  })

  it.each(['ltr', 'rtl'] as const)(
    'loses nothing at 320 pixels, where each thing compared is a card: %s',
    async dir => {
      await page.viewport(320, 640)
      document.documentElement.dir = dir
      mountApplications({ dir })
      await open()
      const lost = [...document.querySelectorAll('[data-keydesk-part]:not([data-keydesk-part="spoken"])')]
        .filter(element => !element.closest('thead'))
        .map(element => ({ part: element.outerHTML.slice(0, 80), box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 0 && (box.left < -1 || box.right > 321))
      expect(lost.map(({ part }) => part)).toEqual([])
      const cell = document.querySelector('dialog td[data-label]')
      expect(cell && getComputedStyle(cell, '::before').content).toBe('"API key"')
    },
  )
})

describe('where the product forbids a kind', () => {
  it('says so, offers no way to it, and recommends what is left', async () => {
    mountApplications({ as: 'keyless', apiKeysUrl: '/keys' })
    await open()
    await expect.element(dialog().getByText('This product allows no new API keys.')).toBeVisible()
    expect(dialog().getByText('New key').query()).toBeNull()
    for (const given of ['A script or a tool', 'Yes', 'Until we revoke it']) await answer(given)
    await expect
      .poll(said)
      .toBe(
        'An API key fits, because nothing is simpler: one secret, one header. This product allows no new API keys. An application can do the same, with OAuth.',
      )
    expect(lookOf('New application')).toBe('primary')
  })

  it('says that nothing is left for what cannot do OAuth, and leaves the other form open', async () => {
    mountApplications({ as: 'keyless' })
    await open()
    await answer('No')
    await expect.poll(said).toMatch(/This product allows no new API keys\. Nothing else would work here\./)
    expect(lookOf('New application')).toBe('quiet')
  })

  it('sends to a key that ends soon where applications are forbidden', async () => {
    mountApplications({ as: 'tokenless', apiKeysUrl: '/keys' })
    await open()
    await answer('A short while')
    await answer('Yes')
    await expect
      .poll(said)
      .toMatch(/no new applications\. A key comes closest: let it end soon, and rotate it\.$/)
    expect(dialog().getByText('New application').query()).toBeNull()
  })

  it('is not offered to whoever can make neither', async () => {
    const first = mountApplications({ as: 'closed' })
    await expect.element(page.getByText(/No new applications can be made here\.$/)).toBeVisible()
    expect(button(title).query()).toBeNull()
    first.unmount()
    mountApplications({ as: 'viewer' })
    await expect.element(page.getByText('Nobody has created an application yet.')).toBeVisible()
    expect(button(title).query()).toBeNull()
  })
})
