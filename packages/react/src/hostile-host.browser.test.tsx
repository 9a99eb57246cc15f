import { afterEach, describe, expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { hostileSheets } from './testing/hostile-sheets.ts'
import { type MountOptions, mount } from './testing/mount.tsx'
import { makeRotated } from './testing/rotated.ts'
import { button, expectDialog, makeKey, startDetails, startKey, startRevoke, tick } from './testing/steps.ts'

const added: Element[] = []
afterEach(() => {
  for (const element of added.splice(0)) element.remove()
})

/** Puts a stylesheet of the host's before or after the widget's. */
const addSheet = (css: string, where: 'before' | 'after') => {
  const sheet = document.createElement('style')
  sheet.textContent = css
  if (where === 'before') document.head.prepend(sheet)
  else document.head.append(sheet)
  added.push(sheet)
  return sheet
}

const pseudos = [undefined, '::before', '::after', '::placeholder', '::backdrop']

/** Everything the browser computes for an element and its generated content. */
const looksOf = (element: Element) =>
  pseudos
    .filter(pseudo => pseudo !== '::placeholder' || element.matches('input'))
    .filter(pseudo => pseudo !== '::backdrop' || element.matches('dialog'))
    .flatMap(pseudo => {
      const style = getComputedStyle(element, pseudo)
      const generated = pseudo === '::before' || pseudo === '::after'
      if (generated && ['none', 'normal'].includes(style.content)) return []
      // A shape has neither borders nor a box.
      const seen = element.matches('svg *') ? names.filter(name => !/^b(order|ox-sizing)/.test(name)) : names
      return seen.map(name => `${pseudo ?? ''} ${name}: ${style.getPropertyValue(name)}`)
    })

/** What cannot be seen, or follows from the box, is left out: there are many elements. */
const names = [...getComputedStyle(document.documentElement)].filter(
  name =>
    !/^-webkit|^animation|^text-size-adjust|^transition|^scroll-|^(inline-size|block-size|inset|top|right|bottom|left|perspective|transform-origin)/.test(
      name,
    ),
)

/** The elements of a tree with their computed styles and their boxes relative to it. */
const pictureOf = (root: Element) => {
  const origin = root.getBoundingClientRect()
  return [root, ...root.querySelectorAll('*')].map(element => {
    const { x, y, width, height } = element.getBoundingClientRect()
    const modal = element.closest('dialog') !== null
    const box = [modal ? x : x - origin.x, modal ? y : y - origin.y, width, height].map(Math.round).join(' ')
    return { name: nameOf(element), box, looks: looksOf(element) }
  })
}

const nameOf = (element: Element) =>
  `${element.localName} ${element.getAttribute('data-keydesk-part') ?? ''} in ${element.parentElement?.getAttribute('data-keydesk-part')}`

/** What differs between two pictures of one tree, in words. */
const differences = (before: ReturnType<typeof pictureOf>, after: ReturnType<typeof pictureOf>) => {
  expect(after.map(({ name }) => name)).toEqual(before.map(({ name }) => name))
  return before.flatMap(({ name, box, looks }, index) => {
    const now = after[index]
    const changed = looks.flatMap((look, at) =>
      look === now?.looks[at] ? [] : [`${name} |${look} -> ${now?.looks[at]}`],
    )
    return box === now?.box ? changed : [...changed, `${name} | ${box} -> ${now?.box}`]
  })
}

const widget = () => {
  const root = document.querySelector('[data-keydesk-part="root"]')
  if (root === null) throw new Error('No widget is mounted.')
  return root
}

/** The widget gets the same room each time. */
const frame =
  'display: block; min-width: 1000px; max-width: 1000px; margin: 0; padding: 0; border: 0; float: none; opacity: 1'

const still = '[data-keydesk-part] { animation: none !important }'

const screens: { name: string; as?: MountOptions['as']; reach: () => Promise<unknown> }[] = [
  { name: 'list with an open menu', as: 'varied', reach: () => button('Actions for Zapier').click() },
  { name: 'pages', as: 'many', reach: () => expect.element(button('Next')).toBeVisible() },
  { name: 'empty', reach: () => expect.element(button('Create your first key')).toBeVisible() },
  {
    name: 'new key',
    reach: async () => {
      await startKey()
      await button('Change owner, purpose or expiry').click()
      await page.getByRole('radio', { name: 'Custom date' }).click()
      await button('Create key').click()
      await page.getByRole('searchbox', { name: 'Search permissions' }).fill('posts')
    },
  },
  {
    name: 'new key with levels',
    as: 'developer',
    reach: async () => {
      await startKey()
      await expect.element(page.getByRole('group', { name: 'Posts' })).toBeVisible()
    },
  },
  { name: 'secret', reach: () => makeKey() },
  {
    name: 'gate',
    reach: async () => {
      await makeKey()
      await button('Done').click()
      await expectDialog('You won’t see this key again')
    },
  },
  { name: 'revoke', as: 'varied', reach: () => startRevoke('Nightly export') },
  {
    name: 'several at once',
    as: 'varied',
    reach: async () => {
      await tick('CI deploy')
      await button('Revoke…').click()
      await expectDialog('Revoke 1 key?')
    },
  },
  {
    name: 'replaced key',
    as: 'globex',
    reach: async () => {
      await makeRotated('globex')
      window.dispatchEvent(new Event('visibilitychange'))
      await expect.element(button('Extend: Worker')).toBeVisible()
    },
  },
  {
    name: 'details',
    as: 'globex',
    reach: async () => {
      await makeKey('Watched')
      await button('Copy key').click()
      await button('Done').click()
      await startDetails('Watched')
      await expect
        .element(page.getByRole('region', { name: 'Activity' }).getByRole('listitem').first())
        .toBeVisible()
    },
  },
]

describe('a host’s reset does not break the widget', () => {
  it.each(screens)('$name', { timeout: 120_000 }, async ({ as = 'admin', reach }) => {
    addSheet(still, 'after')
    const { container } = mount({ as, theme: 'light', width: 1000 })
    container.style.cssText += frame
    await reach()
    await document.fonts.ready
    const before = pictureOf(widget())
    const broken: Record<string, string[]> = {}
    for (const [name, css] of Object.entries(hostileSheets)) {
      for (const where of ['before', 'after'] as const) {
        const sheet = addSheet(css, where)
        const found = differences(before, pictureOf(widget()))
        if (found.length > 0) broken[`${name}, ${where} ours`] = found.slice(0, 30)
        sheet.remove()
      }
    }
    expect(broken).toEqual({})
  })
})

it('leaves the host’s own elements in a slot as the host wants them', async () => {
  addSheet('.theirs { all: unset; color: rgb(1, 2, 3); padding: 7px }', 'before')
  mount({
    renderEmpty: () => (
      <button type="button" className="theirs">
        Theirs
      </button>
    ),
  })
  await expect.element(button('Theirs')).toBeVisible()
  const style = getComputedStyle(button('Theirs').element())
  expect([style.color, style.padding, style.borderTopStyle]).toEqual(['rgb(1, 2, 3)', '7px', 'none'])
})

it('leaves the host’s page as it was, whatever is on it', async () => {
  const theirs = document.createElement('main')
  theirs.innerHTML = `<h2>Settings</h2><p>Text <strong>bold</strong> <code>code</code></p><button type="button">Save</button>
    <table><tbody><tr><td>cell</td></tr></tbody></table><label>Name <input type="search" placeholder="x"></label>
    <fieldset><legend>Legend</legend><input type="radio"></fieldset><svg viewBox="0 0 9 9" width="9"><path d="M0 0h9"></path></svg>
    <dialog open style="position: static">Theirs</dialog><div data-state="open" data-tone="bad">State</div>`
  document.body.prepend(theirs)
  added.push(theirs)
  const sheet = [...document.querySelectorAll('style')].filter(style =>
    style.textContent?.includes('data-keydesk-part'),
  )
  for (const style of sheet) style.disabled = true
  const bare = pictureOf(theirs)
  for (const style of sheet) style.disabled = false
  mount({ as: 'varied' })
  await button('Actions for Zapier').click()
  expect(sheet.length).toBeGreaterThan(0)
  expect(differences(bare, pictureOf(theirs))).toEqual([])
})

it('is restyled by a part’s name within a class of the host’s, loaded after ours', async () => {
  addSheet('.settings [data-keydesk-part="button"] { border-top-color: rgb(1, 2, 3) }', 'after')
  const { container } = mount()
  container.className = 'settings'
  await startKey()
  await page.getByRole('searchbox', { name: 'Search permissions' }).fill('posts')
  await expect.element(button(/matching/)).toBeVisible()
  expect(getComputedStyle(button(/matching/).element()).borderTopColor).toBe('rgb(1, 2, 3)')
})
