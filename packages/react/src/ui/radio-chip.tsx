import type { ReactNode, Ref } from 'react'

/** One choice of several, as a small button with its own text. */
export const RadioChip = (props: {
  /** The same for all choices of a group. */
  name: string
  checked: boolean
  onChange: () => void
  inputRef?: Ref<HTMLInputElement> | undefined
  title?: string | undefined
  children: ReactNode
}) => (
  <label data-keydesk-part="chip" title={props.title}>
    <input
      ref={props.inputRef}
      type="radio"
      name={props.name}
      checked={props.checked}
      onChange={props.onChange}
    />
    <bdi>{props.children}</bdi>
  </label>
)
