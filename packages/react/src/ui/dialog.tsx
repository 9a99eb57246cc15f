'use client'
import { type ReactNode, type RefObject, useId, useLayoutEffect, useRef } from 'react'
import { dialog as english } from '../messages/english/dialog.ts'
import { useWordsOf } from '../messages/words.ts'

/** Props of `Dialog`. */
export interface DialogProps {
  title: ReactNode
  /** Asked for by Esc, the X and a click outside. The dialog stays until its owner unmounts it. */
  onDismiss: () => void
  /** A request runs: Esc, the X and a click outside do nothing. */
  busy?: boolean
  /** Whether a click outside asks for it too. Default true. */
  lightDismiss?: boolean
  /** `alertdialog` where an answer is due. */
  role?: 'alertdialog'
  /** What gets the focus when it opens; else the first field or button. */
  initialFocus?: RefObject<HTMLElement | null>
  size?: 'small' | 'medium'
  part: string
  children: ReactNode
}

/** A modal native `<dialog>`, open for as long as it is mounted. Focus goes back to what had it before. */
export const Dialog = ({
  title,
  onDismiss,
  busy = false,
  lightDismiss = true,
  role,
  initialFocus,
  size = 'medium',
  part,
  children,
}: DialogProps) => {
  const { close } = useWordsOf('dialog', english)
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  const dismiss = useRef((_outside: boolean) => {})
  // As soon as it is in the page, not after it was painted: an Esc between the two would be lost.
  useLayoutEffect(() => {
    dismiss.current = outside => {
      if (!busy && (lightDismiss || !outside)) onDismiss()
    }
  })

  // A layout effect, so that its cleanup closes the dialog while it is still in the page: only then the focus returns.
  useLayoutEffect(() => {
    const dialog = ref.current
    if (dialog === null) return
    dialog.showModal()
    initialFocus?.current?.focus()
    const stop = listen(dialog, outside => dismiss.current(outside))
    return () => {
      stop()
      dialog.close()
    }
  }, [initialFocus])

  return (
    <dialog
      ref={ref}
      role={role}
      aria-labelledby={titleId}
      data-keydesk-part="dialog"
      data-dialog={part}
      data-size={size}
      data-state={busy ? 'busy' : 'open'}
    >
      <div data-keydesk-part="dialog-body">
        <header data-keydesk-part="dialog-header">
          <h2 id={titleId} data-keydesk-part="dialog-title">
            {title}
          </h2>
          <button
            type="button"
            data-keydesk-part="dialog-close"
            aria-label={close}
            aria-disabled={busy || undefined}
            onClick={() => dismiss.current(false)}
          >
            <svg viewBox="0 0 16 16" aria-hidden="true">
              <path d="m4 4 8 8m0-8-8 8" />
            </svg>
          </button>
        </header>
        {children}
      </div>
    </dialog>
  )
}

/**
 * Every way a person or a browser closes a dialog becomes one question to its owner.
 * Esc is taken at `keydown`, because Chromium lets a page refuse `cancel` only once without another gesture between;
 * where the browser closes it all the same (a back gesture, say), it opens again until its owner has decided.
 */
const listen = (dialog: HTMLDialogElement, dismiss: (outside: boolean) => void): (() => void) => {
  let pressedOutside = false
  /** A dialog of the host's that opened over this one keeps its own Esc. */
  const isElsewhere = (target: EventTarget | null) => {
    const other = target instanceof Element ? target.closest('dialog') : null
    return other !== null && other !== dialog
  }
  const listeners = new AbortController()
  const { signal } = listeners
  document.addEventListener(
    'keydown',
    event => {
      if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented || isElsewhere(event.target))
        return
      event.preventDefault()
      if (!event.repeat) dismiss(false)
    },
    { signal },
  )
  dialog.addEventListener(
    'cancel',
    event => {
      if (event.target !== dialog) return
      event.preventDefault()
      dismiss(false)
    },
    { signal },
  )
  dialog.addEventListener(
    'close',
    event => {
      if (event.target !== dialog || dialog.open) return
      dialog.showModal()
      dismiss(false)
    },
    { signal },
  )
  // The body fills the dialog, so only the backdrop hits the dialog itself. A press that began inside (selecting text) is no dismissal.
  dialog.addEventListener(
    'pointerdown',
    event => {
      pressedOutside = event.target === dialog
    },
    { signal },
  )
  dialog.addEventListener(
    'click',
    event => {
      if (event.target === dialog && pressedOutside) dismiss(true)
    },
    { signal },
  )
  return () => listeners.abort()
}
