import type { ComponentPropsWithRef } from 'react'

/** Props of `Button`: those of a native button, and how it looks. */
export interface ButtonProps extends ComponentPropsWithRef<'button'> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** A request runs: the button stays focusable and says so, but does nothing. */
  busy?: boolean
}

/** A native button. It never submits a form unless asked to. */
export const Button = ({ look = 'plain', busy = false, onClick, ...rest }: ButtonProps) => (
  <button
    type="button"
    data-keydesk-part="button"
    data-look={look}
    data-state={busy ? 'busy' : undefined}
    aria-disabled={busy || undefined}
    onClick={busy ? event => event.preventDefault() : onClick}
    {...rest}
  />
)
