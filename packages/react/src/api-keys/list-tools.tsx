'use client'
import { type ApiKeyStatus, apiKeyStatuses } from '@keydesk/contract'
import type { RefObject } from 'react'
import { ListSearch } from '../credentials/list-search.tsx'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { ListView } from './use-list-view.ts'

/** Search and filters. */
export const ListTools = ({
  listView,
  searchRef,
}: {
  listView: ListView
  searchRef: RefObject<HTMLInputElement | null>
}) => {
  const { messages, formats } = useWords()
  const { view, change } = listView
  const toggle = (status: ApiKeyStatus) =>
    change({
      status: view.status.includes(status)
        ? view.status.filter(other => other !== status)
        : [...view.status, status],
    })
  return (
    <search data-keydesk-part="tools">
      <ListSearch search={view.search} onSearch={search => change({ search })} searchRef={searchRef} />
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
