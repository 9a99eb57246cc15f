import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import {
  button,
  clickOutside,
  dialogTitle,
  expectDialog,
  makeKey,
  pressEscape,
  readSecret,
} from '../testing/steps.ts'

const gate = 'You won’t see this key again'

afterEach(() => vi.restoreAllMocks())

it('hides the value until asked, with the focus on Copy', async () => {
  mount()
  await makeKey()
  await expect.element(button('Copy key')).toHaveFocus()
  expect(document.documentElement.outerHTML).not.toMatch(/sk_\w{20,}/)
  expect(await readSecret()).toMatch(/^sk_\w{20,}$/)
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

it('says so when the test of the key refuses it, or fails, and tests again', async () => {
  let answer: object | null = { valid: false }
  mount({
    network: async (request, send) => {
      if (!request.url.endsWith('/test')) return send(request)
      if (answer === null) throw new TypeError('Failed to fetch')
      return Response.json(answer)
    },
  })
  await makeKey()
  await button('Test this key').click()
  await expect.element(page.getByText(/^The key was not accepted/)).toBeVisible()
  answer = null
  await button('Test this key').click()
  await expect.element(page.getByText(/Check your connection/)).toBeVisible()
  expect(page.getByText(/^The key was not accepted/).query()).toBeNull()
  expect(await readSecret()).toMatch(/^sk_/)
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
