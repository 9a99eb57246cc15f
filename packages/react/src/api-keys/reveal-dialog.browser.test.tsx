import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { type Mounted, mount } from '../testing/mount.tsx'
import {
  button,
  clickOutside,
  dialogTitle,
  expectDialog,
  makeKey,
  pressEscape,
  readSecret,
} from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const isAcknowledgement = ({ url }: Request) => url.endsWith('/acknowledge')
const badge = () => document.querySelector('[data-keydesk-part="badge"]')?.textContent

const gate = 'You won’t see this key again'

afterEach(() => vi.restoreAllMocks())

/** Everywhere that a secret could have been left behind. */
const traces = ({ queryClient }: Mounted) =>
  [
    document.documentElement.outerHTML,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    JSON.stringify(history.state),
    location.href,
    document.cookie,
    JSON.stringify(
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ state, queryKey }) => [state, queryKey]),
    ),
    JSON.stringify(
      queryClient
        .getMutationCache()
        .getAll()
        .map(({ state, options }) => [state, options]),
    ),
  ].join('\n')

it('hides the value until asked, with the focus on Copy', async () => {
  mount()
  await makeKey()
  await expect.element(button('Copy key')).toHaveFocus()
  expect(document.documentElement.outerHTML).not.toMatch(/sk_\w{20,}/)
  expect(await readSecret()).toMatch(/^sk_\w{20,}$/)
})

it('tells the broker by itself that the secret is on the screen, once', async () => {
  const { requests } = mount()
  await makeKey('Seen')
  await expect.poll(() => requests.filter(isAcknowledgement).length).toBe(1)
  await expect.poll(badge).toBe('Active')
  const [apiKey] = (await clientAs('admin').apiKeys.list()).data
  expect(apiKey).toMatchObject({ name: 'Seen', delivered: true })
  await button('Copy key').click()
  await button('Done').click()
  await expectDialog(null)
  expect(requests.filter(isAcknowledgement)).toHaveLength(1)
})

it('shows the secret while it cannot tell so, and tries again quietly, also once the dialog is closed', async () => {
  const onError = vi.fn()
  let failures = 0
  mount({
    onError,
    network: async (request, send) => {
      if (!isAcknowledgement(request) || failures === 2) return send(request)
      failures += 1
      throw new TypeError('Failed to fetch')
    },
  })
  await makeKey()
  expect(await readSecret()).toMatch(/^sk_\w{20,}$/)
  await button('Copy key').click()
  await button('Done').click()
  await expectDialog(null)
  expect(badge()).toBe('Never reached you')
  await expect.poll(badge).toBe('Active')
  expect(failures).toBe(2)
  expect(onError).not.toHaveBeenCalled()
})

it('shows the secret while the broker takes its time to hear so', async () => {
  mount({
    network: (request, send) => (isAcknowledgement(request) ? new Promise(() => {}) : send(request)),
  })
  await makeKey()
  expect(await readSecret()).toMatch(/^sk_\w{20,}$/)
})

it('stops telling so when the key is gone', async () => {
  const { requests } = mount({
    network: async (request, send) =>
      isAcknowledgement(request) ? Response.json({ code: 'not_found' }, { status: 404 }) : send(request),
  })
  await makeKey()
  await expect.poll(() => requests.filter(isAcknowledgement).length).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 1_500))
  expect(requests.filter(isAcknowledgement)).toHaveLength(1)
})

it('leaves the secret nowhere once it is closed', async () => {
  const mounted = mount()
  await makeKey()
  const secret = await readSecret()
  await button('Test this key').click()
  await expect.element(page.getByText(/^It works/)).toBeVisible()
  expect(document.documentElement.outerHTML).toContain(secret)
  await button('Copy key').click()
  await button('Done').click()
  await expectDialog(null)
  await expect.element(button('New key')).toHaveFocus()
  expect(traces(mounted)).not.toContain(secret)
  await mounted.queryClient.invalidateQueries()
  expect(traces(mounted)).not.toContain(secret)
})

it('keeps the secret out of every cache also while it is open', async () => {
  const { queryClient } = mount()
  await makeKey()
  const secret = await readSecret()
  const cached = JSON.stringify([
    queryClient
      .getQueryCache()
      .getAll()
      .map(({ state }) => state),
    queryClient
      .getMutationCache()
      .getAll()
      .map(({ state }) => state),
  ])
  expect(cached).not.toContain(secret)
})

it.each([
  ['Esc', () => pressEscape()],
  ['the X', () => button('Close').click()],
  ['a click outside', clickOutside],
  ['Done', () => button('Done').click()],
])('asks before %s throws away the only view of the key', async (_, dismiss) => {
  mount()
  await makeKey()
  await dismiss()
  await expectDialog(gate)
  await expect.element(button('Go back')).toHaveFocus()
  await button('Go back').click()
  await expectDialog('Your new key')
  expect(await readSecret()).toMatch(/^sk_/)
})

it('stays open however often Esc is pressed', async () => {
  mount()
  await makeKey()
  for (let pressed = 0; pressed < 7; pressed += 1) {
    await pressEscape()
    expect([gate, 'Your new key']).toContain(dialogTitle())
  }
})

it('closes without copying only when told so', async () => {
  mount()
  await makeKey()
  await button('Done').click()
  await button('Close without copying').click()
  await expectDialog(null)
})

it('copies with Enter and Space on Copy, and closes without a question from then on', async () => {
  mount()
  await makeKey()
  await userEvent.keyboard('{Enter}')
  await expect.element(page.getByText('The key was copied.')).toBeInTheDocument()
  const copied = await navigator.clipboard.readText()
  expect(copied).toMatch(/^sk_\w{20,}$/)
  expect(copied).toBe(await readSecret())
  await pressEscape()
  await expectDialog(null)
})

it('does not count a denied clipboard as copied, and selects the key to be copied by hand', async () => {
  vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new DOMException('denied', 'NotAllowedError'))
  mount()
  await makeKey()
  await button('Copy key').click()
  await expect.element(page.getByText(/did not allow copying/)).toBeVisible()
  expect(getSelection()?.toString()).toMatch(/^sk_\w{20,}$/)
  await button('Done').click()
  await expectDialog(gate)
  await button('Go back').click()
  await button('Copy key').click()
  await expect.poll(() => getSelection()?.toString()).toMatch(/^sk_/)
  document
    .querySelector('[data-keydesk-part="secret-text"]')
    ?.dispatchEvent(new ClipboardEvent('copy', { bubbles: true }))
  await expect.element(page.getByText('The key was copied.')).toBeInTheDocument()
  await button('Done').click()
  await expectDialog(null)
})

it('does not count a copied snippet as the key, because the snippet does not hold it', async () => {
  mount({ apiUrl: 'https://api.northwind.test/v1/posts', envName: 'NORTHWIND_API_KEY' })
  await makeKey()
  await page.getByRole('tab', { name: 'curl' }).click()
  const text = document.querySelector('[data-keydesk-part="secret-text"]')?.textContent
  expect(text).toContain('https://api.northwind.test/v1/posts')
  expect(text).toContain('$NORTHWIND_API_KEY')
  await button('Copy this').click()
  await button('Done').click()
  await expectDialog(gate)
})

it('moves between the tabs with the arrow keys', async () => {
  mount()
  await makeKey()
  await page.getByRole('tab', { name: 'Key' }).click()
  await userEvent.keyboard('{ArrowLeft}')
  await expect.element(page.getByRole('tab', { name: 'Python' })).toHaveFocus()
  await userEvent.keyboard('{Home}{ArrowRight}')
  await expect.element(page.getByRole('tab', { name: '.env' })).toHaveAttribute('aria-selected', 'true')
})

it.each([
  ['curl', 'curl'],
  ['Node', 'fetch'],
  ['Python', 'urllib.request'],
])('fills the %s tab with the host’s address, and leaves the key in the environment', async (tab, call) => {
  mount({ apiUrl: 'https://api.northwind.test/v1/posts', envName: 'NORTHWIND_API_KEY' })
  await makeKey()
  await page.getByRole('tab', { name: tab }).click()
  const text = document.querySelector('[data-keydesk-part="secret-text"]')?.textContent
  for (const part of [call, 'https://api.northwind.test/v1/posts', 'NORTHWIND_API_KEY']) {
    expect(text).toContain(part)
  }
  expect(text).not.toContain('sk_')
})

it('saves the key as an .env file', async () => {
  const saved: Blob[] = []
  vi.spyOn(URL, 'createObjectURL').mockImplementation(blob => {
    if (blob instanceof Blob) saved.push(blob)
    return '#'
  })
  mount({ envName: 'NORTHWIND_API_KEY' })
  await makeKey()
  const secret = await readSecret()
  await button('Download .env').click()
  expect(await saved[0]?.text()).toBe(`NORTHWIND_API_KEY=${secret}\n`)
})

it('does not offer the file where the host’s policy forbids it', async () => {
  mount({ envDownload: false })
  await makeKey()
  await expect.element(button('Done')).toBeVisible()
  await expect.element(button('Download .env')).not.toBeInTheDocument()
})

it('counts a copy by hand only when the whole key was selected', async () => {
  mount()
  await makeKey()
  const secret = await readSecret()
  const text = document.querySelector('[data-keydesk-part="secret-text"] code')?.firstChild
  const select = (length: number) => {
    if (text) getSelection()?.setBaseAndExtent(text, 0, text, length)
  }
  select(secret.length - 1)
  await userEvent.copy()
  await button('Done').click()
  await expectDialog(gate)
  await button('Go back').click()
  await expectDialog('Your new key')
  const shown = document.querySelector('[data-keydesk-part="secret-text"] code')
  if (shown) getSelection()?.selectAllChildren(shown)
  await userEvent.copy()
  await expect.element(page.getByText('The key was copied.')).toBeInTheDocument()
  expect(await navigator.clipboard.readText()).toBe(secret)
  await button('Done').click()
  await expectDialog(null)
})

it('tests the key and shows whom it speaks for', async () => {
  mount()
  await makeKey()
  await button('Test this key').click()
  await expect
    .element(
      page.getByText(
        'It works: Northwind Labs, analytics:read, api-keys:read, comments:read, members:read and posts:read.',
      ),
    )
    .toBeVisible()
})

it('warns before the page is left while the secret is open, and not after', async () => {
  const isWarned = () => !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))
  mount()
  await makeKey()
  expect(isWarned()).toBe(true)
  await button('Copy key').click()
  await button('Done').click()
  await expectDialog(null)
  expect(isWarned()).toBe(false)
})

it('is gone before the browser can keep the page for its back button', async () => {
  const mounted = mount()
  await makeKey()
  const secret = await readSecret()
  window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))
  expect(traces(mounted)).not.toContain(secret)
  expect(dialogTitle()).toBeNull()
  window.dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))
  window.dispatchEvent(new PopStateEvent('popstate'))
  await expect.element(button('New key')).toBeVisible()
  expect(dialogTitle()).toBeNull()
  expect(traces(mounted)).not.toContain(secret)
})

it('destroys the secret when the organization of the session changes', async () => {
  const mounted = mount()
  await makeKey()
  const secret = await readSecret()
  mounted.signInAs('globex')
  await expectDialog(null)
  expect(traces(mounted)).not.toContain(secret)
  for (const [actor, name] of [
    ['admin', /as Northwind Labs/],
    ['globex', /as Globex Robotics/],
    ['admin', /as Northwind Labs/],
  ] as const) {
    mounted.signInAs(actor)
    await expect.element(page.getByText(name)).toBeVisible()
    expect(dialogTitle()).toBeNull()
  }
  expect(traces(mounted)).not.toContain(secret)
})

it('keeps the only view of the key when the session ends meanwhile', async () => {
  const { signInAs } = mount()
  await makeKey()
  const secret = await readSecret()
  signInAs('nobody')
  await expect.poll(() => document.querySelector('[data-state="signed-out"]')).not.toBeNull()
  expect(document.querySelector('dialog:modal')?.textContent).toContain(secret)
})

it('gives the host’s additions the secret only when they ask', async () => {
  const seen: string[] = []
  mount({
    renderSecretExtras: ({ apiKey, getValue }) => (
      <button type="button" onClick={() => seen.push(getValue())}>
        Send {apiKey.name} to the vault
      </button>
    ),
  })
  await makeKey('Vaulted')
  await button('Send Vaulted to the vault').click()
  expect(seen).toEqual([await readSecret()])
})

it('keeps the secret on the screen when an addition of the host breaks', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const onError = vi.fn()
  mount({
    onError,
    renderSecretExtras: () => {
      throw new Error('The vault is locked.')
    },
  })
  await makeKey()
  expect(await readSecret()).toMatch(/^sk_/)
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ message: 'The vault is locked.' }))
})
