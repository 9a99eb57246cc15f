import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { button, expectDialog, makeKey, pressEscape, readSecret } from '../testing/steps.ts'

const gate = 'You won’t see this key again'

afterEach(() => vi.restoreAllMocks())

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
