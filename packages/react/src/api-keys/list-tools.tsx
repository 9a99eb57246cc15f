'use client'
import { type ApiKeyStatus, apiKeyStatuses } from '@keydesk/contract'
import { type RefObject, useEffect, useRef } from 'react'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { ListView } from './use-list-view.ts'

/** A pause in typing of this many milliseconds sends the search. */
const pause = 200

/** Search and filters. What is typed stays in the field itself, so that no keystroke renders a row. */
export const ListTools = ({
  listView,
  searchRef,
}: {
  listView: ListView
  searchRef: RefObject<HTMLInputElement | null>
}) => {
  const { messages, formats } = useWords()
  const { view, change } = listView
  const sent = useRef(view.search)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const composing = useRef(false)

  // Changed elsewhere (cleared, or another address): what was being typed is over.
  useEffect(() => {
    if (sent.current === view.search) return
    sent.current = view.search
    if (searchRef.current) searchRef.current.value = view.search
  }, [view.search, searchRef])
  useEffect(() => () => clearTimeout(timer.current), [])

  const search = () => {
    clearTimeout(timer.current)
    if (composing.current) return
    timer.current = setTimeout(() => {
      const text = searchRef.current?.value ?? ''
      if (text === sent.current) return
      sent.current = text
      change({ search: text })
    }, pause)
  }
  const toggle = (status: ApiKeyStatus) =>
    change({
      status: view.status.includes(status)
        ? view.status.filter(other => other !== status)
        : [...view.status, status],
    })
  return (
    <search data-keydesk-part="tools">
      <input
        ref={searchRef}
        type="search"
        aria-label={messages.search}
        placeholder={messages.searchPlaceholder}
        maxLength={200}
        autoComplete="off"
        spellCheck={false}
        data-keydesk-part="input"
        defaultValue={view.search}
        onChange={search}
        onCompositionStart={() => {
          composing.current = true
        }}
        onCompositionEnd={() => {
          composing.current = false
          search()
        }}
      />
      <Menu
        label={messages.statusFilter(
          formats.list(
            apiKeyStatuses
              .filter(status => view.status.includes(status))
              .map(status => messages.badges[status]),
          ),
        )}
        showLabel
        items={apiKeyStatuses.toReversed().map(status => ({
          name: status,
          label: messages.badges[status],
          checked: view.status.includes(status),
          onSelect: () => toggle(status),
        }))}
      />
      <Button aria-pressed={view.mine} onClick={() => change({ mine: !view.mine })}>
        {messages.mine}
      </Button>
    </search>
  )
}
