import { afterEach, expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { defineElement } from './element/define-element.ts'
import './element.ts'
import type { ElementEvents, KeydeskApiKeysElement } from './element.ts'
import type { ActorName } from './testing/actor-name.ts'
import {
  button,
  dialogTitle,
  expectDialog,
  makeKey,
  pressEscape,
  readSecret,
  rowNames,
  startRevoke,
} from './testing/steps.ts'
import { baseUrl, clientAs } from './testing/world.ts'

afterEach(async () => {
  vi.restoreAllMocks()
  document.body.replaceChildren()
  await nextTask()
})

const nextTask = () => new Promise(resolve => setTimeout(resolve, 1))

const fetchAs =
  (actor: ActorName, asked: string[] = []) =>
  (request: Request) => {
    asked.push(request.url)
    const sent = new Request(request)
    sent.headers.set('X-Test-Actor', actor)
    return fetch(sent)
  }

/** A new element, not yet in the page, for this actor. */
const make = (actor: ActorName, attributes: Record<string, string> = {}): KeydeskApiKeysElement => {
  const element = document.createElement('keydesk-api-keys')
  element.fetch = fetchAs(actor)
  for (const [name, value] of Object.entries({ 'base-url': baseUrl(), ...attributes }))
    element.setAttribute(name, value)
  return element
}

const place = (actor: ActorName, attributes: Record<string, string> = {}) => {
  const element = make(actor, attributes)
  document.body.append(element)
  return element
}

/** Everything an element tells, where it bubbles to. */
const listen = () => {
  const told: [string, unknown][] = []
  const names: (keyof ElementEvents)[] = [
    'keydesk-created',
    'keydesk-revoked',
    'keydesk-error',
    'keydesk-key-change',
  ]
  for (const name of names)
    document.body.addEventListener(name, ({ type, detail }) => told.push([type, detail]))
  return told
}

const title = (name: string) => page.getByRole('heading', { name, level: 2, exact: true })

it('creates and revokes a key in a page without React, and its events never carry the secret', async () => {
  const told = listen()
  place('admin')
  await makeKey('Plain')
  const secret = await readSecret()
  expect(secret).toMatch(/^sk_/)
  expect(told).toEqual([['keydesk-created', { apiKey: expect.objectContaining({ name: 'Plain' }) }]])
  await button('Copy key').click()
  await button('Done').click()
  await startRevoke('Plain')
  await button('Revoke').click()
  await expectDialog(null)
  expect(told.map(([type]) => type)).toEqual(['keydesk-created', 'keydesk-revoked'])
  expect(JSON.stringify(told)).not.toContain(secret)
})

it('follows its attributes: theme, language, the link to sign in, the broker', async () => {
  const element = place('varied', { theme: 'dark' })
  const root = () => element.querySelector('[data-keydesk-part="root"]')
  await expect.element(title('API keys')).toBeVisible()
  expect(root()).toHaveAttribute('data-theme', 'dark')
  element.theme = 'light'
  await expect.poll(root).toHaveAttribute('data-theme', 'light')

  for (const [locale, words] of [
    ['de', 'API-Schlüssel'],
    ['ar', 'مفاتيح API'],
    ['ja-JP', 'APIキー'],
    ['no language', 'API keys'],
    ['de_DE', 'API keys'],
  ] as const) {
    element.setAttribute('locale', locale)
    await expect.element(title(words)).toBeVisible()
  }

  element.fetch = fetchAs('nobody')
  element.signInUrl = '/before'
  element.baseUrl = `${baseUrl()}/`
  const link = page.getByRole('link')
  await expect.element(link).toHaveAttribute('href', '/before')
  element.setAttribute('sign-in-url', '/after')
  await expect.element(link).toHaveAttribute('href', '/after')
})

it('shows no English before the language it was given is here', async () => {
  const seen: (string | null)[] = []
  const element = make('varied', { locale: 'de' })
  new MutationObserver(() => seen.push(element.querySelector('h2')?.textContent ?? null)).observe(element, {
    childList: true,
    subtree: true,
  })
  document.body.append(element)
  await expect.element(title('API-Schlüssel')).toBeVisible()
  expect(new Set(seen)).toEqual(new Set(['API-Schlüssel']))
})

it('writes dates as the region of its locale does, else as the reader does', async () => {
  const element = place('varied', { locale: 'en-US' })
  const dates = () => element.querySelector('[data-keydesk-part="table"]')?.textContent
  await expect.poll(dates).toMatch(/[A-Z][a-z]{2} \d{1,2}, \d{4}/)
  element.locale = 'en'
  await expect.poll(dates).toMatch(/\d{1,2} [A-Z][a-z]{2,3} \d{4}/)
})

it('has its attributes as properties too', () => {
  const element = document.createElement('keydesk-api-keys')
  Object.assign(element, {
    baseUrl: '/desk',
    timeout: 500,
    envDownload: false,
    urlState: 'team',
    keyId: null,
  })
  expect(element.outerHTML).toBe(
    '<keydesk-api-keys base-url="/desk" timeout="500" env-download="false" url-state="team" key-id=""></keydesk-api-keys>',
  )
  const { baseUrl: path, timeout, envDownload, urlState, keyId } = element
  expect([path, timeout, envDownload, urlState, keyId]).toEqual(['/desk', 500, false, 'team', null])
  Object.assign(element, { baseUrl: undefined, envDownload: null, keyId: undefined, urlState: true })
  expect([element.baseUrl, element.envDownload, element.keyId, element.urlState]).toEqual([
    undefined,
    true,
    undefined,
    true,
  ])
  element.setAttribute('url-state', '')
  element.setAttribute('theme', 'sepia')
  expect([element.urlState, element.theme]).toEqual([true, undefined])
})

it('takes what was set before it was defined', async () => {
  // A document without a window defines no elements: what it makes is upgraded when it enters this one.
  const element = document.implementation.createHTMLDocument().createElement('keydesk-api-keys')
  element.baseUrl = baseUrl()
  element.fetch = fetchAs('varied')
  element.messages = undefined
  element.requires = ['purpose']
  document.body.append(element)
  await button('New key').click()
  await expect.element(page.getByRole('textbox', { name: 'What it is for' })).toBeVisible()
  expect(element.getAttribute('base-url')).toBe(baseUrl())
  expect(Object.keys(element).filter(name => !name.startsWith('_'))).toEqual([])
})

it('opens the details of the key of key-id, and says there and by an event when that changes', async () => {
  const told = listen()
  const { data } = await clientAs('varied').apiKeys.list({ search: 'Zapier' })
  const element = place('varied', { 'key-id': data[0]?.id ?? '' })
  await expect.poll(() => element.querySelector('[aria-current="true"]')?.textContent).toContain('Zapier')
  await button('Revoke…', { exact: true }).click()
  await button('Revoke', { exact: true }).click()
  await expect.poll(() => told).toContainEqual(['keydesk-key-change', { keyId: null }])
  expect(element.getAttribute('key-id')).toBe('')
})

it('tells the page of each failure', async () => {
  const told = listen()
  place('nobody')
  await expect
    .poll(() => told)
    .toEqual([['keydesk-error', { error: expect.objectContaining({ code: 'unauthenticated' }) }]])
})

const moves = [
  ['taken out and put in again', 1, (to: Element, element: Element) => to.append(element)],
  [
    'moved by moveBefore',
    0,
    (to: Element, element: Element) =>
      (to as Element & { moveBefore: typeof to.insertBefore }).moveBefore(element, null),
  ],
] as const

for (const [way, timesShown, move] of moves) {
  it(`keeps an open secret when it is ${way} in one task`, async () => {
    const element = place('admin')
    const other = document.createElement('main')
    document.body.append(other)
    await makeKey('Moved')
    const open = element.querySelector('dialog')
    const show = vi.spyOn(HTMLDialogElement.prototype, 'showModal')
    move(other, element)
    await nextTask()
    expect(show).toHaveBeenCalledTimes(timesShown)
    expect(element.parentElement).toBe(other)
    expect(document.querySelector('dialog:modal')).toBe(open)
    await expect.element(button('Copy key')).toHaveFocus()
    expect(await readSecret()).toMatch(/^sk_/)
    await pressEscape()
    await expectDialog('You won’t see this key again')
  })
}

it('takes the focus from nobody when it is moved', async () => {
  const element = place('varied')
  await button('New key').click()
  await pressEscape()
  await expect.element(button('New key')).toHaveFocus()
  const field = document.createElement('input')
  document.body.prepend(field)
  field.focus()
  document.body.prepend(element)
  await nextTask()
  expect(document.activeElement).toBe(field)
})

it('leaves nothing behind when it is removed, and starts anew when it comes back', async () => {
  const asked: string[] = []
  const element = place('admin')
  element.fetch = fetchAs('admin', asked)
  await makeKey('Removed')
  element.remove()
  await nextTask()
  expect(element.innerHTML).toBe('')
  const leaving = new Event('beforeunload', { cancelable: true })
  window.dispatchEvent(leaving)
  expect(leaving.defaultPrevented).toBe(false)
  asked.length = 0
  window.dispatchEvent(new Event('visibilitychange'))
  await new Promise(resolve => setTimeout(resolve, 100))
  expect(asked).toEqual([])

  document.body.append(element)
  await expect.poll(rowNames).toContain('Removed')
  expect(dialogTitle()).toBe(null)
})

it('stands twice on one page, each for itself, and no id is there twice or another React’s', async () => {
  place('varied')
  place('many')
  await expect.poll(() => rowNames().includes('Zapier') && rowNames().length > 6).toBe(true)
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id)
  expect(ids.length).toBeGreaterThan(1)
  expect(ids.length).toBe(new Set(ids).size)
  for (const id of ids) expect(id).toMatch(/^_?keydesk-/)
})

it('is defined once, however often that is asked for', () => {
  const complaints = vi.spyOn(console, 'error')
  const before = customElements.get('keydesk-api-keys')
  defineElement()
  expect(customElements.get('keydesk-api-keys')).toBe(before)
  expect(complaints).not.toHaveBeenCalled()
})

it('takes the width of its place, and hides with the hidden attribute', async () => {
  const element = place('varied')
  expect(getComputedStyle(element).display).toBe('block')
  element.hidden = true
  expect(getComputedStyle(element).display).toBe('none')
})
