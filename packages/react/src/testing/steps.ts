import { expect } from 'vitest'
import { page, userEvent } from 'vitest/browser'

/** The button of this name. */
export const button = (name: string | RegExp, options: { exact?: boolean } = {}) =>
  page.getByRole('button', { name, ...options })

/** The open dialog. */
export const dialog = () => page.elementLocator(openDialog())

const openDialog = (): HTMLDialogElement => {
  const found = topDialog()
  if (found === undefined) throw new Error('No dialog is open.')
  return found
}

/** A dialog that opens over another one comes after it. */
const topDialog = () => [...document.querySelectorAll<HTMLDialogElement>('dialog:modal')].at(-1)

/** The heading of the open dialog, or null. */
export const dialogTitle = () => topDialog()?.querySelector('h2')?.textContent ?? null

/** Waits until the open dialog has this heading; null waits until none is open. */
export const expectDialog = (title: string | null) => expect.poll(dialogTitle).toBe(title)

/** Opens the form of a new key and fills in a name. */
export const startKey = async (name = 'Nightly export') => {
  await button('New key').click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
}

/** Makes a key that may read, as far as its secret. */
export const makeKey = async (name?: string) => {
  await startKey(name)
  await button('Read only').click()
  await button('Create key').click()
  await expectDialog('Your new key')
}

/** Opens the revoke dialog of the key of this name. */
export const startRevoke = async (name: string) => {
  await button(`Actions for ${name}`).click()
  await page.getByRole('menuitem', { name: 'Revoke…' }).click()
}

/** Opens the dialog that rotates the key of this name. */
export const startRotate = async (name: string) => {
  await button(`Actions for ${name}`).click()
  await page.getByRole('menuitem', { name: 'Rotate…' }).click()
  await expectDialog(`Rotate “${name}”`)
}

/** Opens the details of the key of this name. */
export const startDetails = async (name: string) => {
  await button(name, { exact: true }).click()
  await expect.poll(dialogTitle).toContain(name)
}

/** Opens the form of a new application and fills in a name. */
export const startApplication = async (name = 'Invoice sync') => {
  await button('New application').click()
  await page.getByRole('textbox', { name: 'Name' }).fill(name)
}

/** Opens what the menu of the application of this name offers. */
export const startAction = async (name: string, action: string, title: string) => {
  await button(`Actions for ${name}`).click()
  await page.getByRole('menuitem', { name: action }).click()
  await expectDialog(title)
}

/** Presses Esc as often as this. */
export const pressEscape = async (times = 1) => {
  for (let pressed = 0; pressed < times; pressed += 1) await userEvent.keyboard('{Escape}')
}

/** Presses the mouse on the backdrop of the open dialog. */
export const clickOutside = async () => {
  const open = openDialog()
  for (const type of ['pointerdown', 'pointerup', 'click']) {
    open.dispatchEvent(new PointerEvent(type, { bubbles: true, clientX: 1, clientY: 1 }))
  }
}

/** The secret on the screen, once it is shown. */
export const readSecret = async (): Promise<string> => {
  await button('Show').click()
  return document.querySelector('[data-keydesk-part="secret-text"]')?.textContent ?? ''
}

/** The names of the keys on the screen, from top to bottom. */
export const rowNames = () =>
  [
    ...document.querySelectorAll(
      '[data-keydesk-part="row"] > [data-column="name"] > [data-keydesk-part="link"]',
    ),
  ].map(element => element.textContent)

/** Waits until these keys are on the screen, in this order. */
export const expectRows = (names: string[]) => expect.poll(rowNames).toEqual(names)

/** The field that searches the list. */
export const searchBox = () => page.getByRole('searchbox', { name: 'Search keys' })

/** Ticks the box of the key of this name. */
export const tick = (name: string) => page.getByRole('checkbox', { name: `Select ${name}` }).click()

/** The row of the key of this name. */
export const row = (name: RegExp) => page.getByRole('row', { name })

/** How many keys are on the screen. */
export const rowCount = () =>
  document.querySelectorAll('[data-keydesk-part="row"]:not([data-state="loading"])').length

/** Waits until the list is in this state, such as `empty`. */
export const expectState = (state: string) =>
  expect
    .poll(() => document.querySelector('[data-keydesk-part="state"]')?.getAttribute('data-state'))
    .toBe(state)

/** Presses Tab until what was looked for has the focus. */
export const tabTo = async (found: () => boolean) => {
  for (let presses = 0; presses < 60; presses += 1) {
    if (found()) return
    await userEvent.keyboard('{Tab}')
  }
  throw new Error('The keyboard does not get there.')
}

/** Tells whether what has the focus has this text. */
export const focused = (text: string) => () => document.activeElement?.textContent === text

/** Where the list sticks out of the widget, from a phone's width to a desk's: each width and by how much, in px. */
export const overflowByWidth = (container: HTMLElement): string[] => {
  const wide: string[] = []
  for (let width = 320; width <= 1280; width += 8) {
    container.style.width = `${width}px`
    const surface = container.querySelector('[data-keydesk-part="surface"]')
    const table = container.querySelector('[data-keydesk-part="table"]')
    if (!surface || !table) throw new Error('There is no list.')
    const room = surface.clientWidth - 2 * Number.parseFloat(getComputedStyle(surface).paddingInlineStart)
    const by = Math.max(surface.scrollWidth - surface.clientWidth, table.scrollWidth - Math.ceil(room))
    if (by > 0) wide.push(`${width}: ${by}`)
  }
  return wide
}
