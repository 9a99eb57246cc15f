/** Whose page this one looks like: its own, or one made with shadcn/ui. */
export type Look = 'default' | 'shadcn'

/** Every choice, in the order the switch shows them. */
export const looks = ['default', 'shadcn'] as const satisfies readonly Look[]

const storageKey = 'colophon.look'

/** The choice of an earlier visit, else its own. Also where the browser refuses storage. */
export const readLook = (): Look => {
  try {
    const stored = localStorage.getItem(storageKey)
    return looks.find(look => look === stored) ?? 'default'
  } catch {
    return 'default'
  }
}

/** Keeps a choice for the next visit. Where the browser refuses storage, it lasts as long as the page. */
export const keepLook = (look: Look): void => {
  try {
    localStorage.setItem(storageKey, look)
  } catch {
    // Nothing to do: the page looks like it already.
  }
}

const systemDark = matchMedia('(prefers-color-scheme: dark)')

/** Dresses the page; shadcn's variables and its theme of the widget turn dark by a class, as they do on its own pages. */
export const applyLook = (look: Look): void => {
  const { classList, dataset } = document.documentElement
  dataset.look = look
  const dark = dataset.theme === 'dark' || (dataset.theme !== 'light' && systemDark.matches)
  classList.toggle('dark', dark)
}

/** Keeps a page that follows the system right when the system changes. */
export const followSystem = (): void => systemDark.addEventListener('change', () => applyLook(readLook()))
