'use client'
import { type ReactNode, useState } from 'react'
import { TextField } from '../ui/text-field.tsx'

/** What is typed before something that cannot be undone. */
export const useConfirmation = (given: {
  /** Any of these will do; null where nothing is asked. */
  wanted: string[] | null
  label: ReactNode
  mismatch: string
  inputMode?: 'numeric'
}) => {
  const { wanted, label, mismatch, inputMode } = given
  const [typed, setTyped] = useState('')
  const [isWrong, setWrong] = useState(false)
  return {
    /** Whether it was typed; where not, the field says so. */
    confirm: () => {
      const isTyped = wanted?.some(text => text.trim().normalize() === typed.trim().normalize()) ?? true
      setWrong(!isTyped)
      return isTyped
    },
    field: wanted && (
      <TextField
        label={label}
        error={isWrong && mismatch}
        inputMode={inputMode}
        value={typed}
        onChange={text => {
          setTyped(text)
          setWrong(false)
        }}
      />
    ),
  }
}
