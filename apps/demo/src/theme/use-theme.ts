import { useState } from 'react'
import { applyLook, readLook } from './look.ts'
import { applyTheme, keepTheme, readTheme, type Theme } from './theme.ts'

/** The page's theme and how to change it; a change is applied at once and kept for the next visit. */
export const useTheme = (): { theme: Theme; setTheme: (theme: Theme) => void } => {
  const [theme, setState] = useState(readTheme)
  const setTheme = (chosen: Theme) => {
    applyTheme(chosen)
    applyLook(readLook())
    keepTheme(chosen)
    setState(chosen)
  }
  return { theme, setTheme }
}
