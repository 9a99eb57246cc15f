import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { act, cleanup, render } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ApiKeys } from './api-keys/api-keys.tsx'
import { KeydeskProvider } from './hooks/keydesk-provider.tsx'
import { mount } from './testing/mount.tsx'
import { button, expectDialog, makeKey, rowNames, startRevoke } from './testing/steps.ts'
import { baseUrl } from './testing/world.ts'

afterEach(() => vi.restoreAllMocks())

/** The style rules of a sheet; those nested in one are for what is inside it. */
const walk = (rules: Iterable<CSSRule>): CSSRule[] =>
  [...rules].flatMap(rule => (rule instanceof CSSGroupingRule ? walk(rule.cssRules) : [rule]))

it('has no style that reaches past its own root, or its own element', () => {
  const rules = [...document.styleSheets]
    .flatMap(sheet => [...sheet.cssRules])
    .filter(rule => rule.cssText.includes('keydesk') && !(rule instanceof CSSKeyframesRule))
  const selectors = walk(rules).flatMap(rule => (rule instanceof CSSStyleRule ? [rule.selectorText] : []))
  expect(selectors.length).toBeGreaterThan(10)
  for (const selector of selectors)
    expect(selector).toMatch(/^\[data-keydesk-part="root"\]|^keydesk-api-keys:not\(\[hidden\]\)$/)
})

it('needs no inline style, no style element and no inline handler, so a strict policy blocks nothing', async () => {
  const offences: string[] = []
  const { container } = mount({ as: 'admin' })
  const observer = new MutationObserver(() => {
    for (const element of container.querySelectorAll('*')) {
      if (element.hasAttribute('style') || element.matches('style, script, [onclick]'))
        offences.push(element.outerHTML)
    }
  })
  observer.observe(container, { childList: true, subtree: true, attributes: true })
  await makeKey('Inline')
  await button('Copy key').click()
  await button('Done').click()
  await startRevoke('Inline')
  await button('Revoke').click()
  await expectDialog(null)
  observer.disconnect()
  expect(offences).toEqual([])
})

it('takes font and size from the host, and its colours from the host’s properties', async () => {
  const { container } = mount({ as: 'varied', theme: 'light' })
  container.style.setProperty('--keydesk-accent', 'rgb(1, 2, 3)')
  container.style.font = '19px monospace'
  await expect.element(button('New key')).toBeVisible()
  const style = getComputedStyle(button('New key').element())
  expect(style.backgroundColor).toBe('rgb(1, 2, 3)')
  expect(style.fontSize).toBe('19px')
  expect(style.fontFamily).toBe('monospace')
})

it('is light, dark, or as the page around it', () => {
  const colourOfText = (theme: 'light' | 'dark' | 'auto') => {
    const { container, unmount } = mount({ theme })
    const { color } = getComputedStyle(container.firstElementChild ?? container)
    unmount()
    return color
  }
  const [light, dark] = [colourOfText('light'), colourOfText('dark')]
  expect(light).not.toBe(dark)
  const { style } = document.documentElement
  for (const [scheme, expected] of [
    ['light', light],
    ['dark', dark],
  ] as const) {
    style.colorScheme = scheme
    expect(colourOfText('auto')).toBe(expected)
  }
  style.removeProperty('color-scheme')
})

it('leaves the address and the history of the host alone', async () => {
  history.replaceState({ router: 'host' }, '', '#section')
  const before = location.href
  mount({ as: 'varied' })
  await startRevoke('Zapier')
  await button('Revoke').click()
  await expectDialog(null)
  expect(location.href).toBe(before)
  expect(history.state).toEqual({ router: 'host' })
})

it('takes over what a server rendered without a complaint', async () => {
  const complaints = vi.spyOn(console, 'error')
  const app = (
    <KeydeskProvider baseUrl={baseUrl()} headers={{ 'X-Test-Actor': 'varied' }}>
      <ApiKeys />
    </KeydeskProvider>
  )
  const host = document.createElement('div')
  host.innerHTML = renderToString(app)
  document.body.append(host)
  expect(host.textContent).toContain('API keys')
  const root = await act(() => hydrateRoot(host, app))
  await expect.element(page.getByText('Zapier')).toBeVisible()
  expect(complaints).not.toHaveBeenCalled()
  await act(() => root.unmount())
  host.remove()
})

it('keeps its answers out of the host’s own query client, unless it is given that', async () => {
  const hosts = new QueryClient()
  const widget = (queryClient?: QueryClient) => (
    <QueryClientProvider client={hosts}>
      <KeydeskProvider baseUrl={baseUrl()} headers={{ 'X-Test-Actor': 'varied' }} queryClient={queryClient}>
        <ApiKeys />
      </KeydeskProvider>
    </QueryClientProvider>
  )
  const own = render(widget())
  await expect.element(page.getByText('Zapier')).toBeVisible()
  expect(hosts.getQueryCache().getAll()).toEqual([])
  own.unmount()
  render(widget(hosts))
  await expect.element(page.getByText('Zapier')).toBeVisible()
  expect(hosts.getQueryCache().getAll()).not.toEqual([])
})

it('asks once for two widgets below one provider, and shows in both what one of them changed', async () => {
  const requests: string[] = []
  render(
    <KeydeskProvider
      baseUrl={baseUrl()}
      headers={{ 'X-Test-Actor': 'varied' }}
      fetch={request => {
        requests.push(`${request.method} ${new URL(request.url).pathname}`)
        return fetch(request)
      }}
    >
      <ApiKeys />
      <ApiKeys />
    </KeydeskProvider>,
  )
  await expect.poll(() => rowNames().filter(name => name === 'Zapier').length).toBe(2)
  expect(requests.filter(request => /session$|api-keys$/.test(request))).toHaveLength(2)
  requests.length = 0
  window.dispatchEvent(new Event('visibilitychange'))
  await expect.poll(() => requests.filter(request => /api-keys$/.test(request)).length).toBeGreaterThan(0)
  expect(requests).toHaveLength(new Set(requests).size)
  await page.getByRole('button', { name: 'Actions for Zapier' }).first().click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
  await button('Revoke', { exact: true }).click()
  await expectDialog(null)
  await expect.poll(() => rowNames().filter(name => name === 'Zapier').length).toBe(0)
})

it('stays quiet when it is unmounted before an answer comes', async () => {
  const complaints = vi.spyOn(console, 'error')
  const { unmount } = mount({ as: 'varied' })
  unmount()
  cleanup()
  await new Promise(resolve => setTimeout(resolve, 400))
  expect(complaints).not.toHaveBeenCalled()
})
