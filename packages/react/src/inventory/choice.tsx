'use client'

/** Props of `Choice`. */
export interface ChoiceProps<Value extends string | number> {
  label: string
  /** Null: the first option, which filters nothing. */
  value: Value | null
  options: readonly (readonly [Value | null, string])[]
  onChange: (value: Value | null) => void
}

/** A filter of which one option holds: a native select, which types ahead and opens as the reader's device does, with the arrow of a menu. */
export const Choice = <Value extends string | number>(props: ChoiceProps<Value>) => (
  <span data-keydesk-part="choice">
    <select
      aria-label={props.label}
      data-keydesk-part="button"
      data-state={props.value === null ? undefined : 'chosen'}
      value={props.value ?? ''}
      onChange={({ target }) => props.onChange(props.options[target.selectedIndex]?.[0] ?? null)}
    >
      {props.options.map(([value, text]) => (
        <option key={value ?? ''} value={value ?? ''}>
          {text}
        </option>
      ))}
    </select>
    <svg viewBox="0 0 16 16" aria-hidden="true">
      <path d="m4 6 4 4 4-4" />
    </svg>
  </span>
)
