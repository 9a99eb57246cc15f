import { keptChoice } from '../ui/kept-choice.ts'

/** How the page is lit: as the system says, or as the person chose. */
export type Theme = 'auto' | 'light' | 'dark'

/** What the switch calls them. */
export const themeLabels: Record<Theme, string> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

/** The theme, kept between visits. */
export const keptTheme = keptChoice<Theme>('theme', { options: ['auto', 'light', 'dark'], fallback: 'auto' })

/** Lights the page. The stylesheet does the rest by `color-scheme`. */
export const applyTheme = (theme: Theme): void => {
  document.documentElement.dataset.theme = theme
  markDark()
}

/** Keeps a page that follows the system right when the system changes. */
export const followSystem = (): void => systemDark.addEventListener('change', () => markDark())

const systemDark = matchMedia('(prefers-color-scheme: dark)')

/** The variables of shadcn/ui, and its theme of the widget, turn dark by a class, as they do on its own pages. */
const markDark = () => {
  const { classList, dataset } = document.documentElement
  classList.toggle('dark', dataset.theme === 'dark' || (dataset.theme === 'auto' && systemDark.matches))
}
