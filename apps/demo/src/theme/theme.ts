/** How the page is lit: as the system says, or as the person chose. */
export type Theme = 'auto' | 'light' | 'dark'

/** Every choice, in the order the switch shows them. */
export const themes = ['auto', 'light', 'dark'] as const satisfies readonly Theme[]

const storageKey = 'colophon.theme'

/** The choice of an earlier visit, else `auto`. Also where the browser refuses storage. */
export const readTheme = (): Theme => {
  try {
    const stored = localStorage.getItem(storageKey)
    return themes.find(theme => theme === stored) ?? 'auto'
  } catch {
    return 'auto'
  }
}

/** Keeps a choice for the next visit. Where the browser refuses storage, it lasts as long as the page. */
export const keepTheme = (theme: Theme): void => {
  try {
    localStorage.setItem(storageKey, theme)
  } catch {
    // Nothing to do: the page has the theme already.
  }
}

/** Lights the page. The stylesheet does the rest by `color-scheme`. */
export const applyTheme = (theme: Theme): void => {
  document.documentElement.dataset.theme = theme
}
