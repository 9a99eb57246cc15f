import { useState } from 'react'
import type { KeptChoice } from './kept-choice.ts'

/** A kept choice and how to change it; a change is applied at once and kept for the next visit. */
export const useKeptChoice = <Option extends string>(
  { read, keep }: KeptChoice<Option>,
  apply?: (option: Option) => void,
): [Option, (option: Option) => void] => {
  const [chosen, setChosen] = useState(read)
  const choose = (option: Option) => {
    apply?.(option)
    keep(option)
    setChosen(option)
  }
  return [chosen, choose]
}
