import { act, cleanup } from '@testing-library/react'
import { hydrateRoot } from 'react-dom/client'
import { renderToString } from 'react-dom/server'
import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { ApiKeys } from './api-keys/api-keys.tsx'
import { KeydeskProvider } from './hooks/keydesk-provider.tsx'
import { mount } from './testing/mount.tsx'
import { button, expectDialog, makeKey, startRevoke } from './testing/steps.ts'
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

it('stays quiet when it is unmounted before an answer comes', async () => {
  const complaints = vi.spyOn(console, 'error')
  const { unmount } = mount({ as: 'varied' })
  unmount()
  cleanup()
  await new Promise(resolve => setTimeout(resolve, 400))
  expect(complaints).not.toHaveBeenCalled()
})
