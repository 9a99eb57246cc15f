'use client'
import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react'

/** Tabs over one panel, with arrow keys that follow the writing direction. */
export const Tabs = <Name extends string>(props: {
  label: string
  tabs: readonly { name: Name; label: string }[]
  value: Name
  onChange: (name: Name) => void
  children: ReactNode
}) => {
  const { label, tabs, value, onChange, children } = props
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const onKeyDown = (event: KeyboardEvent) => {
    const arrows = ['ArrowLeft', 'ArrowRight']
    if (list.current && getComputedStyle(list.current).direction === 'rtl') arrows.reverse()
    const at = tabs.findIndex(tab => tab.name === value)
    const to = [at - 1, at + 1, 0, -1][[...arrows, 'Home', 'End'].indexOf(event.key)]
    const tab = to === undefined ? undefined : tabs.at(to % tabs.length)
    if (tab === undefined) return
    event.preventDefault()
    onChange(tab.name)
    list.current?.querySelector<HTMLElement>(`[data-tab=${tab.name}]`)?.focus()
  }
  return (
    <div data-keydesk-part="tabs">
      <div ref={list} role="tablist" aria-label={label} data-keydesk-part="tab-list" onKeyDown={onKeyDown}>
        {tabs.map(({ name, label: text }) => (
          <button
            key={name}
            id={`${id}-${name}`}
            type="button"
            role="tab"
            aria-selected={name === value}
            aria-controls={`${id}-panel`}
            tabIndex={name === value ? 0 : -1}
            data-keydesk-part="tab"
            data-tab={name}
            data-state={name === value ? 'active' : undefined}
            onClick={() => onChange(name)}
          >
            {text}
          </button>
        ))}
      </div>
      <div
        id={`${id}-panel`}
        role="tabpanel"
        aria-labelledby={`${id}-${value}`}
        data-keydesk-part="tab-panel"
      >
        {children}
      </div>
    </div>
  )
}
