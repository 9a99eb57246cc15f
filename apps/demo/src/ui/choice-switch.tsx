import { useId } from 'react'
import './choice-switch.css'

/** Chooses one of a few options, all in view. */
export const ChoiceSwitch = <Option extends string>({
  legend,
  labels,
  chosen,
  onChange,
}: {
  legend: string
  /** What each option is called, in the order to show them. */
  labels: Record<Option, string>
  chosen: Option
  onChange: (option: Option) => void
}) => {
  const name = useId()
  const options = Object.keys(labels) as Option[]
  return (
    <fieldset className="choice-switch">
      <legend className="unseen">{legend}</legend>
      {options.map(option => (
        <label key={option}>
          <input type="radio" name={name} checked={option === chosen} onChange={() => onChange(option)} />
          <span>{labels[option]}</span>
        </label>
      ))}
    </fieldset>
  )
}
