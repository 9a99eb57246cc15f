'use client'
import type { RefObject } from 'react'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { ListSearch } from './list-search.tsx'

/** What every list can be searched and filtered by. */
export interface ListFilters<Status> {
  search: string
  status: readonly Status[]
  mine: boolean
}

/** Props of `ListTools`. */
export interface ListToolsProps<Status extends string> {
  filters: ListFilters<Status>
  /** Most urgent first. */
  statuses: readonly Status[]
  labels: Readonly<Record<Status, string>>
  onChange: (filters: Partial<{ search: string; status: Status[]; mine: boolean }>) => void
  searchRef: RefObject<HTMLInputElement | null>
}

/** Search and filters. */
export const ListTools = <Status extends string>(props: ListToolsProps<Status>) => {
  const { filters, statuses, labels, onChange, searchRef } = props
  const { messages, formats } = useWords()
  const chosen = statuses.filter(status => filters.status.includes(status))
  const toggle = (status: Status) =>
    onChange({
      status: chosen.includes(status) ? chosen.filter(other => other !== status) : [...chosen, status],
    })
  return (
    <search data-keydesk-part="tools">
      <ListSearch search={filters.search} onSearch={search => onChange({ search })} searchRef={searchRef} />
      <Menu
        label={messages.statusFilter(formats.list(chosen.map(status => labels[status])))}
        showLabel
        items={statuses.toReversed().map(status => ({
          name: status,
          label: labels[status],
          checked: chosen.includes(status),
          onSelect: () => toggle(status),
        }))}
      />
      <Button aria-pressed={filters.mine} onClick={() => onChange({ mine: !filters.mine })}>
        {messages.mine}
      </Button>
    </search>
  )
}
