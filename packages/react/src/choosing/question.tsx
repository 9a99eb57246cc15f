'use client'
import { useId } from 'react'
import { RadioChip } from '../ui/radio-chip.tsx'

/** Props of `Question`. */
export interface QuestionProps<Answer extends string> {
  label: string
  options: readonly Answer[]
  /** What each option is called. */
  answers: Readonly<Record<Answer, string>>
  chosen: Answer | undefined
  onChange: (answer: Answer) => void
}

/** A question with one answer of a few. */
export const Question = <Answer extends string>(props: QuestionProps<Answer>) => {
  const name = useId()
  return (
    <fieldset data-keydesk-part="question">
      <legend data-keydesk-part="label">{props.label}</legend>
      <div data-keydesk-part="chips">
        {props.options.map(option => (
          <RadioChip
            key={option}
            name={name}
            checked={option === props.chosen}
            onChange={() => props.onChange(option)}
          >
            {props.answers[option]}
          </RadioChip>
        ))}
      </div>
    </fieldset>
  )
}
