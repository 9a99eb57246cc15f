import { keptChoice } from '../ui/kept-choice.ts'

/** Whose page this one looks like: its own, or one made with shadcn/ui. */
export type Look = 'default' | 'shadcn'

/** What the switch calls them. */
export const lookLabels: Record<Look, string> = { default: 'Default', shadcn: 'shadcn' }

/** The look, kept between visits. */
export const keptLook = keptChoice<Look>('look', { options: ['default', 'shadcn'], fallback: 'default' })

/** Dresses the page. */
export const applyLook = (look: Look): void => {
  document.documentElement.dataset.look = look
}
