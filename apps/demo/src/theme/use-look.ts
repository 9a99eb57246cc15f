import { useState } from 'react'
import { applyLook, keepLook, type Look, readLook } from './look.ts'

/** Whose page this one looks like, and how to change it; a change is applied at once and kept for the next visit. */
export const useLook = (): { look: Look; setLook: (look: Look) => void } => {
  const [look, setState] = useState(readLook)
  const setLook = (chosen: Look) => {
    applyLook(chosen)
    keepLook(chosen)
    setState(chosen)
  }
  return { look, setLook }
}
