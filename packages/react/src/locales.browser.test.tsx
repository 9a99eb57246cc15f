import { afterEach, describe, expect, it } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { arabic } from './messages/arabic.ts'
import { english, type Messages } from './messages/english.ts'
import { german } from './messages/german.ts'
import { japanese } from './messages/japanese.ts'
import { mount } from './testing/mount.tsx'
import { makeRotated } from './testing/rotated.ts'
import { button, expectDialog } from './testing/steps.ts'

afterEach(() => document.documentElement.removeAttribute('dir'))

/** Every fixed text of a locale, by its path. */
const textsOf = (messages: object, path = ''): Map<string, string> =>
  new Map(
    Object.entries(messages).flatMap(([name, value]: [string, unknown]) =>
      typeof value === 'string'
        ? [[`${path}${name}`, value] as const]
        : typeof value === 'object' && value !== null
          ? [...textsOf(value, `${path}${name}.`)]
          : [],
    ),
  )

/** Names of files and languages are the same everywhere, and the example of a name is one that a key has. */
const shared = /^(reveal\.tabNames\.(env|curl|node|python)|fields\.namePlaceholder)$/
const englishTexts = new Set(
  [...textsOf(english)].filter(([path]) => !shared.test(path)).map(([, text]) => text),
)

/** What a person reads or hears of the widget now. */
const said = () => {
  const root = document.querySelector('[data-keydesk-part="root"]') ?? document.body
  const texts: string[] = []
  for (const element of [root, ...root.querySelectorAll('*')]) {
    for (const name of ['aria-label', 'title', 'placeholder', 'data-label'])
      texts.push(element.getAttribute(name) ?? '')
    for (const node of element.childNodes) if (node instanceof Text) texts.push(node.data)
  }
  return texts.map(text => text.trim()).filter(text => text !== '')
}

const expectNoEnglish = () => expect(said().filter(text => englishTexts.has(text))).toEqual([])

const showKey = async (messages: Messages) => {
  const { create, fields, picker } = messages
  await button(messages.newKey).click()
  await page.getByRole('textbox', { name: fields.name }).fill('Nightly export')
  await button(create.changeLabel).click()
  await page
    .getByRole('group', { name: fields.expiry, exact: true })
    .getByRole('radio', { name: fields.neverOption, exact: true })
    .click()
  await button(picker.readOnly).click()
}

describe.each([
  ['German', german],
  ['Japanese', japanese],
  ['Arabic', arabic],
] as const)('in %s', (_, messages) => {
  it('no English is left on the main screens', async () => {
    const dir = messages.locale === 'ar' ? 'rtl' : 'ltr'
    const { container } = mount({ as: 'varied', messages, dir })
    await expect.element(button(messages.actionsFor('Zapier'))).toBeVisible()
    expect(container.firstElementChild?.getAttribute('lang')).toBe(messages.locale)
    expectNoEnglish()
    await showKey(messages)
    expectNoEnglish()
    await button(messages.create.submit).click()
    await expectDialog(messages.reveal.title)
    await button(messages.keyTest.test).click()
    await expect
      .poll(() => document.querySelector('[data-keydesk-part="test"]')?.getAttribute('data-state'))
      .toBe('valid')
    expectNoEnglish()
    await button(messages.reveal.done).click()
    await expectDialog(messages.reveal.gate.title)
    expectNoEnglish()
    await button(messages.reveal.gate.leave).click()
    await button('Nightly export', { exact: true }).first().click()
    await expect
      .element(page.getByText(messages.detailsDialog.actions['api_key.created'], { exact: true }).last())
      .toBeVisible()
    expectNoEnglish()
    await button(messages.edit).click()
    await expectDialog(messages.editDialog.title('Nightly export'))
    expectNoEnglish()
    await page.getByRole('button', { name: messages.dialog.cancel }).click()
    await userEvent.keyboard('{Escape}')
    await expectDialog(null)
    await button(messages.actionsFor('Zapier')).click()
    await page.getByRole('menuitem', { name: messages.rotateKey }).click()
    await expectDialog(messages.rotate.title('Zapier'))
    expectNoEnglish()
    await button(messages.rotate.changeLabel).click()
    await button(messages.picker.readOnly).click()
    expectNoEnglish()
    await button(messages.dialog.cancel).click()
    await makeRotated('globex')
    mount({ as: 'globex', messages, dir })
    await button(`${messages.replaced.extend}: Worker`).click()
    await expectDialog(messages.replaced.extension.title('Worker'))
    expectNoEnglish()
    await button(messages.dialog.cancel).last().click()
    await button(messages.actionsFor('CI deploy')).click()
    await page.getByRole('menuitem', { name: messages.revoke }).click()
    await expectDialog(messages.revokeDialog.title('CI deploy'))
    await page.getByRole('textbox').fill('x')
    await page.getByRole('button', { name: messages.revokeDialog.submit, exact: true }).click()
    await expect.element(page.getByText(messages.revokeDialog.mismatch)).toBeVisible()
    expectNoEnglish()
  })

  it.each(['nobody', 'nowhere', 'stranger', 'admin'] as const)('no English is left for %s', async as => {
    mount({ as, messages, signInUrl: '/in', chooseOrganizationUrl: '/choose' })
    await expect.poll(() => document.querySelector('[data-keydesk-part="state"]')).not.toBeNull()
    expectNoEnglish()
  })

  it('what the broker refuses is said in it too', async () => {
    mount({ messages })
    await button(messages.newKey).click()
    await page.getByRole('textbox', { name: messages.fields.name }).fill('x'.repeat(201))
    await button(messages.create.submit).click()
    await expect.element(page.getByText(messages.fieldErrors.too_long)).toBeVisible()
  })

  it('says nothing twice as loud: no exclamation mark, and no text left empty', () => {
    for (const [path, text] of textsOf(messages)) {
      expect(text, path).not.toMatch(/[!！]/)
      expect(text.trim(), path).not.toBe('')
    }
  })
})

describe('from right to left', () => {
  const boxOf = (selector: string) => {
    const found = document.querySelector(selector)
    if (found === null) throw new Error(`Nothing is ${selector}.`)
    return found.getBoundingClientRect()
  }

  it('the list is mirrored, keys stay as they are written, and names stand for themselves', async () => {
    const measure = async (dir: 'ltr' | 'rtl') => {
      const { unmount, container } = mount({ as: 'varied', dir, width: 1000 })
      await expect.element(button('Actions for Zapier')).toBeVisible()
      const outer = container.getBoundingClientRect()
      const parts = [
        '[data-keydesk-part="title"]',
        '[data-look="primary"]',
        '[data-keydesk-part="menu-button"]',
      ]
      const start = parts.map(part => {
        const box = boxOf(part)
        return Math.round(dir === 'ltr' ? box.left - outer.left : outer.right - box.right)
      })
      await page.screenshot({ path: `../node_modules/.screenshots/list-${dir}.png` })
      const names = [...container.querySelectorAll('[data-column="name"] > [data-keydesk-part="link"]')].map(
        name => name.textContent,
      )
      const values = [...container.querySelectorAll('[data-keydesk-part="masked"]')].map(
        value => getComputedStyle(value).direction,
      )
      unmount()
      return { start, names, values: [...new Set(values)] }
    }
    const ltr = await measure('ltr')
    const rtl = await measure('rtl')
    expect(rtl.start.every((at, index) => Math.abs(at - (ltr.start[index] ?? 0)) <= 2)).toBe(true)
    expect(rtl.values).toEqual(['ltr'])
    expect(rtl.names).toHaveLength(6)
  })

  it('a dialog has its title at the right, its X at the left, and its main action last, at the left', async () => {
    document.documentElement.dir = 'rtl'
    mount({ messages: arabic, dir: 'rtl' })
    await button(arabic.newKey).click()
    await expectDialog(arabic.create.title)
    await page.screenshot({ path: '../node_modules/.screenshots/create-rtl.png' })
    const dialog = boxOf('dialog')
    expect(dialog.right - boxOf('[data-keydesk-part="dialog-title"]').right).toBeLessThan(30)
    expect(boxOf('[data-keydesk-part="dialog-close"]').left - dialog.left).toBeLessThan(30)
    expect(
      boxOf('[data-keydesk-part="dialog-actions"] [data-look="primary"]').left - dialog.left,
    ).toBeLessThan(30)
  })
})
