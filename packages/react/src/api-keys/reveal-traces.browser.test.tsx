import { QueryClient } from '@tanstack/react-query'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { type Mounted, mount } from '../testing/mount.tsx'
import { button, dialogTitle, expectDialog, makeKey, readSecret } from '../testing/steps.ts'

/** Everywhere that a secret could have been left behind. */
const traces = ({ readCache }: Mounted) =>
  [
    document.documentElement.outerHTML,
    JSON.stringify({ ...localStorage }),
    JSON.stringify({ ...sessionStorage }),
    JSON.stringify(history.state),
    location.href,
    document.cookie,
    readCache(),
  ].join('\n')

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
  await mounted.renew()
  expect(traces(mounted)).not.toContain(secret)
})

it('keeps the secret out of its cache also while it is open', async () => {
  const { readCache } = mount()
  await makeKey('Fresh')
  const secret = await readSecret()
  await expect.poll(readCache).toContain('Fresh')
  expect(readCache()).not.toContain(secret)
})

it('keeps the secret out of a host’s own query client also while it is open', async () => {
  const queryClient = new QueryClient()
  mount({ queryClient })
  await makeKey('Fresh')
  const secret = await readSecret()
  const read = () =>
    JSON.stringify([
      queryClient
        .getQueryCache()
        .getAll()
        .map(({ state, queryKey }) => [state, queryKey]),
      queryClient
        .getMutationCache()
        .getAll()
        .map(({ state, options }) => [state, options]),
    ])
  await expect.poll(read).toContain('Fresh')
  expect(read()).not.toContain(secret)
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
