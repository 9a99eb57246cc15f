'use client'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'

const item = '[role^=menuitem]'

/** One action of a menu. */
export interface MenuItem {
  name: string
  label: string
  danger?: boolean
  /** A choice that is on or off; the menu stays open after it. */
  checked?: boolean
  onSelect: () => void
}

/** A button, with three dots or its label, that opens a list of actions or choices. Focus is back on the button before an action runs. */
export const Menu = (props: { label: string; showLabel?: boolean; items: MenuItem[] }) => {
  const { label, showLabel = false, items } = props
  const [open, setOpen] = useState(false)
  const root = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  const menuId = useId()

  useEffect(() => {
    if (!open) return
    root.current?.querySelector<HTMLElement>(item)?.focus()
    const closeOutside = (event: Event) => {
      if (event.target instanceof Node && !root.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', closeOutside)
    document.addEventListener('focusin', closeOutside)
    return () => {
      document.removeEventListener('pointerdown', closeOutside)
      document.removeEventListener('focusin', closeOutside)
    }
  }, [open])

  const close = () => {
    button.current?.focus()
    setOpen(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) {
      if (event.key === 'ArrowDown') {
        event.preventDefault()
        setOpen(true)
      }
      return
    }
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
      return
    }
    const entries = [...(root.current?.querySelectorAll<HTMLElement>(item) ?? [])]
    const at = entries.findIndex(entry => entry.matches(':focus'))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 + entries.length, Home: 0, End: entries.length - 1 }[
      event.key
    ]
    if (to === undefined) return
    event.preventDefault()
    entries[to % entries.length]?.focus()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys bubble here from the button and the items, which are the controls.
    <div ref={root} data-keydesk-part="menu" onKeyDown={onKeyDown}>
      <button
        ref={button}
        type="button"
        data-keydesk-part={showLabel ? 'button' : 'menu-button'}
        data-look="plain"
        data-state={open ? 'open' : 'closed'}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? menuId : undefined}
        aria-label={showLabel ? undefined : label}
        onClick={() => setOpen(!open)}
      >
        {showLabel && label}
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d={showLabel ? 'm4 6 4 4 4-4' : 'M3 8h.01M8 8h.01M13 8h.01'} />
        </svg>
      </button>
      {open && (
        <div id={menuId} role="menu" aria-label={label} data-keydesk-part="menu-list">
          {items.map(({ name, label: text, danger, checked, onSelect }) => (
            <button
              key={name}
              type="button"
              {...(checked === undefined
                ? { role: 'menuitem' }
                : { role: 'menuitemcheckbox', 'aria-checked': checked })}
              tabIndex={-1}
              data-keydesk-part="menu-item"
              data-tone={danger ? 'bad' : undefined}
              onClick={() => {
                if (checked === undefined) close()
                onSelect()
              }}
            >
              {text}
            </button>
          ))}
        </div>
      )}
    </div>
  )
}
