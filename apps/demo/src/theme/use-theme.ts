import { useState } from 'react'
import { applyTheme, keepTheme, readTheme, type Theme } from './theme.ts'

/** The page's theme and how to change it; a change is applied at once and kept for the next visit. */
export const useTheme = (): { theme: Theme; setTheme: (theme: Theme) => void } => {
  const [theme, setState] = useState(readTheme)
  const setTheme = (chosen: Theme) => {
    applyTheme(chosen)
    keepTheme(chosen)
    setState(chosen)
  }
  return { theme, setTheme }
}
