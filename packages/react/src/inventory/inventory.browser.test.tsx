import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { arabic } from '../messages/arabic.ts'
import { english } from '../messages/english.ts'
import { german } from '../messages/german.ts'
import { japanese } from '../messages/japanese.ts'
import { mountCredentials } from '../testing/mount.tsx'
import {
  button,
  dialog,
  expectDialog,
  expectRows,
  expectState,
  overflowByWidth,
  rowCount,
  rowNames,
} from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
const home = location.pathname + location.search
afterEach(() => {
  document.documentElement.removeAttribute('dir')
  history.replaceState(null, '', home)
})

const card = (name: string) =>
  document.querySelector<HTMLElement>(`[data-keydesk-part="card"][data-attention="${name}"]`)
const search = () => page.getByRole('searchbox', { name: 'Search credentials' })
const row = (name: RegExp) => page.getByRole('row', { name })
const marksOf = (name: string) =>
  [...(document.querySelector(`ul[aria-label="Worth a look: ${name}"]`)?.children ?? [])].map(
    ({ textContent }) => textContent,
  )

/** In the organization of varied keys: an application that a colleague owns, and one of the actor's. */
const makeApplications = async () => {
  const { m2mApplications } = clientAs('varied')
  await m2mApplications.create(
    { name: 'Content sync', scopes: ['posts:read', 'posts:write'], ownerId: 'user_varied_owner' },
    { idempotencyKey: 'inventory-content-sync' },
  )
  await m2mApplications.create(
    { name: 'Reporting', scopes: ['analytics:read'] },
    { idempotencyKey: 'inventory-reporting' },
  )
}

describe('the inventory', () => {
  beforeEach(makeApplications)

  it('is one list of both kinds: name and kind, identifier, what it may do, owner, last use, age, end, review, state', async () => {
    mountCredentials({ as: 'varied' })
    await expect.element(row(/^Content sync/)).toBeVisible()
    expect(rowCount()).toBe(8)
    const cells = (name: RegExp) => [...row(name).element().children].map(cell => cell.textContent)
    const [named, able, owner, used, made, ends, review, status] = cells(/^Content sync/)
    expect(named).toMatch(/^Content syncApplicationclient_/)
    expect(able).toBe('read and write posts')
    expect(owner).toBe('Greta Lind')
    expect(used).toBe('Never')
    expect(made).toMatch(/^(now|\d+ seconds? ago)/)
    expect(ends).toBe('Secret: 0 of 90 days')
    expect(review).toMatch(/20\d\d/)
    expect(status).toBe('Active')
    const ofKey = cells(/^CI deploy/)
    expect(ofKey[0]).toMatch(/^CI deployAPI keysk_\.\.\./)
    expect(ofKey[1]).toBe('read and write posts and read comments')
    expect(ofKey[2]).toBe('nobody')
    expect(ofKey[5]).toBe('Never')
  })

  it('counts each kind on top and shows one alone', async () => {
    mountCredentials({ as: 'varied' })
    await expect.element(button('All 8')).toHaveAttribute('aria-pressed', 'true')
    await button('Applications 2').click()
    await expectRows(['Reporting', 'Content sync'])
    await button(/^API keys/).click()
    await expect.poll(rowCount).toBe(6)
    expect(rowNames()).not.toContain('Reporting')
  })

  it('says on a card how many want attention, what that means and what to do, and shows them at a click', async () => {
    mountCredentials({ as: 'varied' })
    await expect.poll(() => card('never_expires')?.textContent).toContain('Never expires')
    expect(card('never_expires')?.textContent).toContain('2')
    expect(card('never_expires')?.textContent).toContain('Set an end.')
    expect(card('secret_overdue')).toBeNull()
    card('never_expires')?.click()
    // Both were made at once.
    await expect.poll(() => rowNames().toSorted()).toEqual(['CI deploy', 'Old integration'])
    expect(card('never_expires')?.getAttribute('aria-pressed')).toBe('true')
    card('never_expires')?.click()
    await expect.poll(rowCount).toBe(8)
  })

  it('filters by owner, state, age and last use, searches and sorts, all on the server', async () => {
    const { requests } = mountCredentials({ as: 'varied' })
    await expect.poll(rowCount).toBe(8)
    const choose = (label: string, option: string) =>
      userEvent.selectOptions(page.getByRole('combobox', { name: label }), option)
    await choose('Owner', 'Owner: Greta Lind')
    await expectRows(['Content sync'])
    await choose('Owner', 'Owner: you')
    await expectRows(['Reporting'])
    await choose('Owner', 'Owner: anyone')
    await choose('Age', 'Older than 30 days')
    await expect.poll(rowCount).toBe(5)
    await choose('Last use', 'Not used for 30 days')
    await expectRows(['Old integration', 'Prototype'])
    await button('Status').click()
    await page.getByRole('menuitemcheckbox', { name: 'Expired' }).click()
    await expectRows(['Prototype'])
    await userEvent.keyboard('{Escape}')
    await search().fill('no such thing')
    await expectState('no-match')
    await button('Clear filters').click()
    await expect.poll(rowCount).toBe(8)
    await button('Name', { exact: true }).click()
    await expect.poll(() => rowNames()[0]).toBe('CI deploy')
    await expect
      .poll(() => requests.filter(({ url }) => url.includes('/credentials?')).at(-1)?.url)
      .toContain('sort=name')
  })

  it('opens the details of a key by its name, and closes them where they were opened', async () => {
    mountCredentials({ as: 'varied' })
    await button('Zapier', { exact: true }).click()
    await expect.poll(() => document.querySelector('dialog:modal h2')?.textContent).toContain('Zapier')
    await expect.element(dialog().getByText('Who owns it')).toBeVisible()
    await userEvent.keyboard('{Escape}')
    await expectDialog(null)
    await expect.element(button('Zapier', { exact: true })).toHaveFocus()
  })

  it('opens the details of an application by its name, for a reader as well', async () => {
    mountCredentials({ as: 'viewer', urlState: true })
    await button('Content sync', { exact: true }).click()
    await expect.poll(() => document.querySelector('dialog:modal h2')?.textContent).toContain('Content sync')
    await expect.element(dialog().getByText('Who owns it')).toBeVisible()
    expect(location.search).toContain('credentials-open=m2m_application')
    expect(dialog().getByRole('button', { name: /^Edit/ }).query()).toBeNull()
    await userEvent.keyboard('{Escape}')
    await expectDialog(null)
    await expect.element(button('Content sync', { exact: true })).toHaveFocus()
  })

  it('keeps filters, order and the open credential in the address when asked, and comes back to them', async () => {
    history.replaceState(null, '', `${location.pathname}?tab=a%20b#section`)
    const { unmount } = mountCredentials({ as: 'varied', urlState: true })
    await button('Applications 2').click()
    await expectRows(['Reporting', 'Content sync'])
    await userEvent.selectOptions(page.getByRole('combobox', { name: 'Owner' }), 'Owner: you')
    await expectRows(['Reporting'])
    expect(location.search).toBe('?tab=a%20b&credentials-kind=m2m_application&credentials-owner=me')
    expect(location.hash).toBe('#section')
    unmount()
    mountCredentials({ as: 'varied', urlState: true })
    await expectRows(['Reporting'])
    await expect.element(page.getByRole('combobox', { name: 'Owner' })).toHaveValue('me')
  })

  it('says by whom it filters, also where the address names nobody that can be chosen', async () => {
    history.replaceState(null, '', `${location.pathname}?credentials-owner=user_of_long_ago`)
    mountCredentials({ as: 'varied', urlState: true })
    await expectState('no-match')
    const owner = page.getByRole('combobox', { name: 'Owner' })
    await expect.element(owner).toHaveValue('user_of_long_ago')
    await expect.element(owner.getByRole('option', { name: 'Owner: user_of_long_ago' })).toBeInTheDocument()
    await button('Clear filters').click()
    await expect.poll(rowCount).toBe(8)
    await expect.element(owner).toHaveValue('')
  })

  it('leaves the address alone unless asked', async () => {
    mountCredentials({ as: 'varied' })
    await button('Applications 2').click()
    await expectRows(['Reporting', 'Content sync'])
    expect(location.pathname + location.search).toBe(home)
  })

  it('offers a reader nothing that would fail, and still says what is wrong', async () => {
    mountCredentials({ as: 'viewer' })
    await expect.element(page.getByText(/You can see these credentials but not change them\.$/)).toBeVisible()
    await expect.poll(() => marksOf('Old integration').length).toBeGreaterThan(1)
    expect(marksOf('Old integration')).toContain('Nobody owns it')
    expect(button('New API key').query()).toBeNull()
    expect(button(/^Actions for/).query()).toBeNull()
    expect(button(/^Give it an owner/).query()).toBeNull()
  })
})

describe('a mark in a row', () => {
  it.each([
    ['Give it an owner', 'Old integration', 'Edit “Old integration”'],
    ['Set an end', 'CI deploy', 'Edit “CI deploy”'],
    ['Revoke it', 'Old integration', 'Revoke “Old integration”?'],
    ['Rotate it', 'Nightly export', 'Rotate “Nightly export”'],
  ])('says what to do, and does it where it is read: %s, %s', async (act, name, title) => {
    mountCredentials({ as: 'varied' })
    await button(`${act}: ${name}`).click()
    await expectDialog(title)
  })

  it('of an application opens what an application needs, in its own words', async () => {
    mountCredentials({ as: 'admin' })
    await button('Rotate the secret: Content sync').click()
    await expectDialog('Secrets of “Content sync”')
    await userEvent.keyboard('{Escape}')
    await expectDialog(null)
    await expect.element(button('Rotate the secret: Content sync')).toHaveFocus()
  })

  it('of an application that nobody owns opens the form that gives it an owner', async () => {
    mountCredentials({ as: 'admin' })
    await button('Actions for Content sync').click()
    await page.getByRole('menuitem', { name: 'Edit…' }).click()
    await expectDialog('Edit “Content sync”')
  })

  it('leaves with its reason, and its count with it', async () => {
    mountCredentials({ as: 'varied' })
    await button('Revoke it: Old integration').click()
    await button('Revoke', { exact: true }).click()
    await expectDialog(null)
    await expect.poll(rowNames).not.toContain('Old integration')
    await expect.poll(() => card('never_expires')?.textContent).toContain('1')
  })
})

describe('a key that moves to an application', () => {
  it('says where it goes and when it ends, advises no rotation, and its mark opens the plan', async () => {
    const { apiKeys, m2mApplications, migrations } = clientAs('admin')
    const { apiKey } = await apiKeys.create(
      { name: 'Invoice sync', permissions: ['posts:read'], expiresAt: inDays(200) },
      { idempotencyKey: crypto.randomUUID() },
    )
    const { application } = await m2mApplications.create(
      { name: 'Invoice service', scopes: ['posts:read'], replaces: apiKey.id },
      { idempotencyKey: crypto.randomUUID() },
    )
    await migrations.start({ apiKeyId: apiKey.id, applicationId: application.id, endsAt: inDays(6.5) })
    mountCredentials({ as: 'admin' })
    await expect
      .poll(() => marksOf('Invoice sync').join())
      .toContain('Moving to “Invoice service”, the key ends in 6 days')
    expect(marksOf('Invoice sync').join()).not.toContain('It ends this week')
    await button('See the plan: Invoice sync').click()
    await expectDialog('Move “Invoice sync” to an application Under way')
  })

  it('begins to in its row', async () => {
    mountCredentials({ as: 'varied' })
    await button('Actions for Zapier').click()
    await page.getByRole('menuitem', { name: 'Move to an application…' }).click()
    await expectDialog('Move “Zapier” to an application')
    await userEvent.keyboard('{Escape}')
    await expectDialog(null)
    await expect.element(button('Actions for Zapier')).toHaveFocus()
  })

  it('is not offered where no application may be made', async () => {
    await clientAs('admin').apiKeys.create(
      { name: 'Invoice sync', permissions: ['posts:read'], expiresAt: inDays(200) },
      { idempotencyKey: crypto.randomUUID() },
    )
    mountCredentials({ as: 'closed' })
    await button('Actions for Invoice sync').click()
    await expect.element(page.getByRole('menuitem', { name: 'Revoke…' })).toBeVisible()
    expect(page.getByRole('menuitem', { name: /^Move/ }).query()).toBeNull()
  })
})

describe('a review', () => {
  it.each([
    ['varied', 'Zapier'],
    ['admin', 'Content sync'],
  ] as const)('is done from the row of either kind, and said: %s, %s', async (as, name) => {
    const { requests } = mountCredentials({ as })
    await button(`Actions for ${name}`).click()
    await page.getByRole('menuitem', { name: 'Mark as reviewed' }).click()
    await expect.element(page.getByText(`“${name}” was marked as reviewed.`)).toBeInTheDocument()
    const posted = requests.find(({ method }) => method === 'POST')
    expect(new URL(posted?.url ?? '').pathname).toMatch(/\/(api-keys|m2m-applications)\/[^/]+\/review$/)
    await expect.element(button(`Actions for ${name}`)).toHaveFocus()
  })

  it('that failed says why, in the row', async () => {
    mountCredentials({
      as: 'varied',
      network: (request, send) =>
        request.url.endsWith('/review') ? Promise.reject(new TypeError('offline')) : send(request),
    })
    await button('Actions for Zapier').click()
    await page.getByRole('menuitem', { name: 'Mark as reviewed' }).click()
    await expect.element(page.getByRole('alert')).toBeVisible()
    expect(page.getByRole('alert').element().textContent).toContain('No answer came')
  })
})

describe('the export', () => {
  const catchFiles = () => {
    const files: { name: string; blob: Blob }[] = []
    let blob = new Blob()
    vi.spyOn(URL, 'createObjectURL').mockImplementation(given => {
      if (given instanceof Blob) blob = given
      return 'blob:nothing'
    })
    vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
      files.push({ name: this.download, blob })
    })
    return files
  }
  afterEach(() => {
    vi.restoreAllMocks()
  })

  it('is a file of what the filters name, with the header that the broker asks for', async () => {
    const files = catchFiles()
    const { requests } = mountCredentials({ as: 'varied' })
    await search().fill('zap')
    await expectRows(['Zapier'])
    await button('Export').click()
    await page.getByRole('menuitem', { name: 'CSV, for a spreadsheet' }).click()
    await expect.poll(() => files.length).toBe(1)
    expect(files[0]?.name).toMatch(/^credentials-\d{4}-\d\d-\d\d\.csv$/)
    const lines = (await files[0]?.blob.text())?.trim().split('\r\n') ?? []
    expect(lines).toHaveLength(2)
    expect(lines[1]).toContain('Zapier')
    expect(requests.at(-1)?.headers.get('Keydesk-Client')).toMatch(/^keydesk-react\//)
    await expect.element(page.getByText('The file was saved.')).toBeInTheDocument()
    await button('Export').click()
    await page.getByRole('menuitem', { name: /JSON/ }).click()
    await expect.poll(() => files.length).toBe(2)
    expect(JSON.parse((await files[1]?.blob.text()) ?? '').data).toHaveLength(1)
  })

  it('says that it is under way, and why it failed', async () => {
    const files = catchFiles()
    let refuse = () => {}
    mountCredentials({
      as: 'varied',
      network: (request, send) =>
        request.url.includes('/export')
          ? new Promise((_, reject) => {
              refuse = () => reject(new TypeError('offline'))
            })
          : send(request),
    })
    await button('Export').click()
    await page.getByRole('menuitem', { name: /JSON/ }).click()
    await expect.element(button('Exporting…')).toBeVisible()
    refuse()
    await expect.element(page.getByRole('alert')).toBeVisible()
    expect(page.getByRole('alert').element().textContent).toContain('No answer came')
    await expect.element(button('Export')).toBeVisible()
    expect(files).toEqual([])
  })
})

describe('a new credential', () => {
  it('is made at once, of either kind, and asks nothing first', async () => {
    mountCredentials({ as: 'globex' })
    await button('New API key').click()
    await expectDialog('New key')
    await userEvent.keyboard('{Escape}')
    await expectDialog(null)
    await button('New application').click()
    await expectDialog('New application')
    await page.getByRole('textbox', { name: 'Name' }).fill('Invoice sync')
    await button('Read only').click()
    await button('Create application').click()
    await expectDialog('Your new client secret')
    await expect.poll(rowNames).toContain('Invoice sync')
  })

  it('is offered only where its kind is allowed', async () => {
    mountCredentials({ as: 'closed' })
    await expect.element(row(/^Content sync/)).toBeVisible()
    expect(button('New API key').query()).toBeNull()
    expect(button('New application').query()).toBeNull()
  })

  it('begins the list where there is none', async () => {
    mountCredentials({ as: 'globex' })
    await expect.element(row(/^Reporting/)).toBeVisible()
    await search().fill('nothing of this name')
    await expectState('no-match')
  })
})

describe('whoever may not see it', () => {
  it.each([
    ['nobody', 'signed-out'],
    ['nowhere', 'no-organization'],
    ['stranger', 'no-access'],
  ] as const)('is told which and what helps: %s', async (as, state) => {
    mountCredentials({ as })
    await expectState(state)
    expect(document.body.textContent).not.toContain('API keys')
  })
})

describe('the pages of the inventory', () => {
  it('turn, with the total', async () => {
    mountCredentials({ as: 'many' })
    await expect.element(page.getByText('1–25 of 60')).toBeVisible()
    await button('Next').click()
    await expect.element(page.getByText('26–50 of 60')).toBeVisible()
  })
})

describe('at 320 pixels', () => {
  it.each(['ltr', 'rtl'] as const)('rows are cards and nothing is lost: %s', async dir => {
    const { container } = mountCredentials({ as: 'varied', width: 320, dir, theme: 'dark' })
    await expect.element(row(/^Zapier/)).toBeVisible()
    await expect.poll(() => card('never_expires')).not.toBeNull()
    const outer = container.getBoundingClientRect()
    const lost = [...container.querySelectorAll('[data-keydesk-part]:not([data-keydesk-part="spoken"])')]
      // The cards are on a line that scrolls.
      .filter(
        element => element.closest('[data-keydesk-part="table-head"], [data-keydesk-part="cards"]') === null,
      )
      .filter(element => {
        const { left, right, width } = element.getBoundingClientRect()
        return width > 0 && (left < outer.left - 1 || right > outer.right + 1)
      })
    expect(lost.map(element => element.outerHTML.slice(0, 120))).toEqual([])
    // What a card means is read out by all of them, and shown by the one that is pressed.
    await expect.element(button(/^A leaked key would work/)).toBeVisible()
    await button(/^A leaked key would work/).click()
    const text = () => card('never_expires')?.querySelector('[data-keydesk-part="card-text"]')
    await expect.poll(() => text()?.getBoundingClientRect().width ?? 0).toBeGreaterThan(100)
    expect(text()?.scrollHeight).toBeLessThanOrEqual(text()?.clientHeight ?? 0)
  })
})

describe.each([
  ['German', german],
  ['Japanese', japanese],
  ['Arabic', arabic],
] as const)('in %s', (_, messages) => {
  it('no English is left', async () => {
    const texts = (part: object): string[] =>
      Object.values(part).flatMap((value: unknown) =>
        typeof value === 'string' ? [value] : typeof value === 'object' && value ? texts(value) : [],
      )
    const inEnglish = new Set(texts({ ...english.inventory, badges: english.badges }))
    mountCredentials({ as: 'admin', messages, dir: messages.locale === 'ar' ? 'rtl' : 'ltr' })
    await expect.element(button(messages.actionsFor('Content sync'))).toBeVisible()
    await button(messages.exportMenu.export).click()
    const root = document.querySelector('[data-keydesk-part="root"]')
    const said = [...(root?.querySelectorAll('*') ?? [])].flatMap(element => [
      element.getAttribute('aria-label') ?? '',
      element.getAttribute('data-label') ?? '',
      element.getAttribute('placeholder') ?? '',
      ...[...element.childNodes].flatMap(node => (node instanceof Text ? node.data.trim() : [])),
    ])
    expect(said.filter(text => inEnglish.has(text))).toEqual([])
  })
})

it.each(Object.entries({ english, german, japanese, arabic }))(
  'sticks out at no width from a phone’s to a desk’s, in %s',
  async (_, messages) => {
    await makeApplications()
    const dir = messages === arabic ? 'rtl' : 'ltr'
    const { container } = mountCredentials({ as: 'varied', messages, dir })
    await expect.poll(rowCount).toBe(8)
    expect(overflowByWidth(container)).toEqual([])
  },
)

it('keeps what wants attention on one line of a narrow page, and its cards within reach of the keyboard', async () => {
  mountCredentials({ as: 'varied', width: 320 })
  await expect.poll(rowCount).toBe(6)
  const cards = [...document.querySelectorAll<HTMLElement>('[data-keydesk-part="card"]')]
  expect(cards.length).toBeGreaterThan(2)
  expect(new Set(cards.map(({ offsetTop }) => offsetTop)).size).toBe(1)
  const list = document.querySelector('[data-keydesk-part="cards"]')?.getBoundingClientRect()
  cards.at(-1)?.focus()
  expect(cards.at(-1)?.getBoundingClientRect().right).toBeLessThanOrEqual(list?.right ?? 0)
})

it('shows its rows together with what stands above them', async () => {
  let answer = () => {}
  const listed = new Promise<void>(resolve => {
    answer = resolve
  })
  const states = new Set<string>()
  const note = () => states.add(`${rowCount() > 0} ${card('never_expires') !== null}`)
  const observer = new MutationObserver(note)
  observer.observe(document.body, { childList: true, subtree: true })
  mountCredentials({
    as: 'varied',
    network: async (request, send) => {
      if (request.url.endsWith('/credentials/summary')) await listed
      const response = await send(request)
      if (/\/credentials\?/.test(request.url)) answer()
      return response
    },
  })
  await expect.poll(rowCount).toBe(6)
  await expect.poll(() => card('never_expires')).not.toBeNull()
  observer.disconnect()
  expect(states).not.toContain('true false')
})

it('shows its rows without what stands above them, where that does not come', async () => {
  let answer = () => {}
  const answered = new Promise<void>(resolve => {
    answer = resolve
  })
  mountCredentials({
    as: 'varied',
    network: async (request, send) => {
      if (request.url.endsWith('/credentials/summary')) await answered
      return send(request)
    },
  })
  await expect.poll(rowCount).toBe(6)
  expect(card('never_expires')).toBeNull()
  answer()
  await expect.poll(() => card('never_expires')).not.toBeNull()
})
