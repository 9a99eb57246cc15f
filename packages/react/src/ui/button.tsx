'use client'
import { type ComponentPropsWithoutRef, forwardRef } from 'react'

/** Props of `Button`: those of a native button, and how it looks. */
export interface ButtonProps extends ComponentPropsWithoutRef<'button'> {
  look?: 'primary' | 'plain' | 'quiet' | 'danger'
  /** A request runs: the button stays focusable and says so, but does nothing. */
  busy?: boolean
}

/** A native button. It never submits a form unless asked to. `forwardRef`, because React 18 passes no `ref` to a function. */
export const Button = forwardRef<HTMLButtonElement, ButtonProps>(
  ({ look = 'plain', busy = false, onClick, ...rest }, ref) => (
    <button
      ref={ref}
      type="button"
      data-keydesk-part="button"
      data-look={look}
      data-state={busy ? 'busy' : undefined}
      aria-disabled={busy || undefined}
      onClick={busy ? event => event.preventDefault() : onClick}
      {...rest}
    />
  ),
)
