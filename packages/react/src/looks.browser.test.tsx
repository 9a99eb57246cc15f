import type {} from '@vitest/browser-playwright'
import { afterEach, describe, expect, it } from 'vitest'
import { cdp, page } from 'vitest/browser'
import { mount } from './testing/mount.tsx'
import { makeRotated } from './testing/rotated.ts'
import {
  button,
  dialog,
  expectDialog,
  pressEscape,
  startDetails,
  startKey,
  startRotate,
  tick,
} from './testing/steps.ts'
// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import './themes/shadcn.css'

/** What `shadcn init` writes for its neutral base colour. */
const shadcnPage = `
  :root.shadcn { --radius: 0.625rem; --card: oklch(1 0 0); --card-foreground: oklch(0.145 0 0); --foreground: oklch(0.145 0 0);
    --popover: oklch(1 0 0); --primary: oklch(0.205 0 0); --primary-foreground: oklch(0.985 0 0); --muted: oklch(0.97 0 0);
    --muted-foreground: oklch(0.556 0 0); --accent: oklch(0.97 0 0); --destructive: oklch(0.577 0.245 27.325); --border: oklch(0.922 0 0) }
  :root.shadcn.dark { --card: oklch(0.205 0 0); --card-foreground: oklch(0.985 0 0); --foreground: oklch(0.985 0 0);
    --popover: oklch(0.205 0 0); --primary: oklch(0.922 0 0); --primary-foreground: oklch(0.205 0 0); --muted: oklch(0.269 0 0);
    --muted-foreground: oklch(0.708 0 0); --accent: oklch(0.269 0 0); --destructive: oklch(0.704 0.191 22.216); --border: oklch(1 0 0 / 10%) }`

const html = document.documentElement
const sheet = document.createElement('style')
afterEach(() => {
  html.className = ''
  html.removeAttribute('dir')
  sheet.remove()
})

const setPage = (className: string) => {
  sheet.textContent = shadcnPage
  document.head.append(sheet)
  html.className = className
}

/** Text, what it stands on. */
const pairs = [
  ...['surface', 'raised', 'sunken'].flatMap(ground => [
    ['text', ground],
    ['muted', ground],
  ]),
  ...['surface', 'raised'].flatMap(ground => [
    ['accent', ground],
    ['bad', ground],
    ['ok', ground],
  ]),
  ['on-accent', 'accent'],
  ['on-bad', 'bad'],
  ['text', 'accent-soft'],
  ['muted', 'accent-soft'],
  ['ok', 'ok-soft'],
  ['warn', 'warn-soft'],
  ['bad', 'bad-soft'],
] as const

/** The colour of a custom property as the browser paints it, on white or black where it is not opaque. */
const paint = (root: Element, name: string): number[] => {
  const probe = document.createElement('i')
  probe.style.cssText = `color: var(--kd-${name}) !important`
  root.append(probe)
  const context = new OffscreenCanvas(1, 1).getContext('2d')
  if (context === null) throw new Error('No canvas.')
  context.fillStyle = getComputedStyle(probe).color
  probe.remove()
  context.fillRect(0, 0, 1, 1)
  return [...context.getImageData(0, 0, 1, 1).data]
}

/** WCAG 2.2, relative luminance. */
const luminance = ([red = 0, green = 0, blue = 0]: number[]) => {
  const [r = 0, g = 0, b = 0] = [red, green, blue].map(value =>
    value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  )
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
const contrast = (one: number[], other: number[]) => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (light + 0.05) / (dark + 0.05)
}

describe('every text is legible on what it stands on (4.5 to 1)', () => {
  it.each([
    ['the defaults, light', '', 'light'],
    ['the defaults, dark', '', 'dark'],
    ['shadcn, light', 'shadcn', 'auto'],
    ['shadcn, dark', 'shadcn dark', 'auto'],
  ] as const)('with %s', async (_, className, theme) => {
    setPage(className)
    const { container } = mount({ theme })
    const root = container.firstElementChild ?? container
    const poor = pairs
      .map(([text, ground]) => ({ text, ground, ratio: contrast(paint(root, text), paint(root, ground)) }))
      .filter(({ ratio }) => ratio < 4.5)
    expect(poor).toEqual([])
  })
})

it('takes the colours and the radius of a shadcn page, and turns dark with it', async () => {
  setPage('shadcn')
  const { container } = mount({ as: 'varied' })
  const root = container.firstElementChild ?? container
  expect(paint(root, 'accent')).toEqual([23, 23, 23, 255])
  await expect.element(button('New key')).toBeVisible()
  expect(getComputedStyle(button('New key').element()).borderRadius).toBe('8px')
  html.className = 'shadcn dark'
  expect(paint(root, 'accent')).toEqual([229, 229, 229, 255])
  expect(getComputedStyle(root).colorScheme).toBe('dark')
})

it('keeps its defaults with the shadcn theme on a page that is not shadcn’s', () => {
  const { container } = mount({ theme: 'light' })
  expect(paint(container.firstElementChild ?? container, 'accent')).toEqual([59, 70, 214, 255])
})

const emulate = (features: { name: string; value: string }[]) =>
  cdp().send('Emulation.setEmulatedMedia', { features })

it('honours prefers-reduced-motion: nothing moves', async () => {
  await emulate([{ name: 'prefers-reduced-motion', value: 'reduce' }])
  mount({ network: () => new Promise<never>(() => {}) })
  const bar = document.querySelector('[data-keydesk-part="skeleton"]')
  expect(bar && getComputedStyle(bar).animationName).toBe('none')
  await emulate([])
  expect(bar && getComputedStyle(bar).animationName).toBe('keydesk-wait')
})

describe('at 320 pixels, which 200 % zoom makes of 640, nothing is lost', () => {
  it.each(['ltr', 'rtl'] as const)('%s', async dir => {
    await page.viewport(320, 640)
    html.dir = dir
    await makeRotated('varied')
    mount({ as: 'varied', dir })
    await expect.element(button('Extend: Worker')).toBeVisible()
    // Defect 12 of others: at 320 px the actions menu is off-screen.
    await button('Actions for Zapier').click()
    const lost = () =>
      [...document.querySelectorAll('[data-keydesk-part]:not([data-keydesk-part="spoken"])')]
        .filter(element => element.closest('[data-keydesk-part="table-head"]') === null)
        .map(element => ({
          part: element.getAttribute('data-keydesk-part'),
          box: element.getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 0 && (box.left < -1 || box.right > 321))
        .map(({ part }) => part)
    await expect.element(page.getByRole('menuitem', { name: 'Revoke…' })).toBeVisible()
    expect(lost()).toEqual([])
    await page.getByRole('menuitem', { name: 'Revoke…' }).click()
    await expect.element(button('Cancel')).toBeVisible()
    expect(lost()).toEqual([])
    await button('Cancel').click()
    await startDetails('Zapier')
    await expect.element(page.getByText('Found: it was made elsewhere').first()).toBeVisible()
    expect(lost()).toEqual([])
    await dialog().getByRole('button', { name: 'Edit…' }).click()
    await expect.element(page.getByRole('group', { name: 'Posts' })).toBeVisible()
    expect(lost()).toEqual([])
    await button('Cancel').click()
    await pressEscape()
    await startRotate('Zapier')
    await button('Change name, expiry or permissions').click()
    await expect.element(page.getByRole('group', { name: 'Posts' })).toBeVisible()
    expect(lost()).toEqual([])
    await button('Cancel').click()
    await startKey()
    await expect.element(page.getByRole('group', { name: 'Posts' })).toBeVisible()
    expect(lost()).toEqual([])
    await button('Read only').click()
    await button('Create key').click()
    await expectDialog('Your new key')
    for (const tab of ['.env', 'Python', 'Key']) {
      await page.getByRole('tab', { name: tab }).click()
      expect(lost()).toEqual([])
    }
    await button('Copy key').click()
    await button('Done').click()
    await tick('CI deploy')
    await button('Revoke…').click()
    await expectDialog('Revoke 1 key?')
    expect(lost()).toEqual([])
    expect(html.scrollWidth).toBeLessThanOrEqual(320)
    await page.viewport(1100, 800)
  })
})

it('defect 11 of others: every field and button has a name, and every heading of the table a text or a named box', async () => {
  mount({ as: 'varied' })
  await expect.element(button('Actions for Zapier')).toBeVisible()
  for (const heading of document.querySelectorAll('th')) {
    expect(heading.textContent || heading.querySelector('[aria-label]')).toBeTruthy()
  }
  await startKey()
  await button('Change owner, purpose or expiry').click()
  await page.getByRole('radio', { name: 'Custom date' }).click()
  const controls = [...document.querySelectorAll<HTMLInputElement>('dialog input')]
  expect(controls.length).toBeGreaterThan(8)
  for (const control of controls) {
    expect(control.labels?.[0]?.textContent || control.getAttribute('aria-label')).toBeTruthy()
  }
  for (const found of document.querySelectorAll('dialog button')) {
    expect(found.getAttribute('aria-label') || found.textContent).toBeTruthy()
  }
})
