'use client'
import {
  type CredentialFilter,
  type CredentialsSummary,
  credentialKinds,
  type Session,
} from '@keydesk/contract'
import { lazy, type RefObject } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { describePerson } from '../credentials/describe-person.ts'
import { ListSearch } from '../credentials/list-search.tsx'
import { OnDemand } from '../credentials/on-demand.tsx'
import { useMembers } from '../hooks/use-members.ts'
import { applicationRow } from '../messages/english/application-row.ts'
import { inventory } from '../messages/english/inventory.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import { Choice } from './choice.tsx'
import {
  type CredentialStatus,
  credentialStatuses,
  type InventoryViews,
  spans,
} from './use-inventory-view.ts'

const ExportMenu = lazy(() => import('./export-menu.tsx'))

/** As many people as a list to choose from holds. */
const mostMembers = 100

/** Props of `InventoryTools`. */
export interface InventoryToolsProps {
  session: Session
  views: InventoryViews
  filter: CredentialFilter
  summary: CredentialsSummary | undefined
  searchRef: RefObject<HTMLInputElement | null>
  announce: (text: string) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** How many there are of each kind, search, filters, and the way to a file. */
export const InventoryTools = (props: InventoryToolsProps) => {
  const { session, views, summary, searchRef } = props
  const { view, change } = views
  const { messages, parts, formats } = useWords()
  const words = useWordsOf('inventory', inventory)
  const { members } = useMembers({ limit: mostMembers })
  const statusWords: Record<CredentialStatus, string> = {
    ...messages.badges,
    deleted: (parts?.applications ?? applicationRow).badges.deleted,
  }
  const { owner } = view
  const people = members?.filter(({ id }) => id !== session.actor.id || id === owner)
  // Whom the address names may be none of these, and still filters.
  const strangers = people?.every(({ id }) => id !== owner) && owner !== null && owner !== 'me' ? [owner] : []
  const span = (days: number) => formats.length(days, 'day')
  const toggle = (status: CredentialStatus) =>
    change({
      status: view.status.includes(status)
        ? view.status.filter(other => other !== status)
        : [...view.status, status],
    })
  return (
    <search>
      <div data-keydesk-part="tools">
        {session.features.apiKeys && session.features.m2mApplications && (
          <fieldset aria-label={words.kinds.label} data-keydesk-part="kinds">
            {([null, ...credentialKinds] as const).map(kind => (
              <Button
                key={kind}
                look="quiet"
                data-kind={kind ?? 'all'}
                aria-pressed={view.kind === kind}
                onClick={() => change({ kind })}
              >
                {words.kinds[kind ?? 'all']}
                {/* A space at the end of a text would go, between the parts of a button. */}
                {'\u00a0'}
                <span data-keydesk-part="faint">
                  {summary && formats.number(kind === null ? summary.total : summary.kinds[kind])}
                </span>
              </Button>
            ))}
          </fieldset>
        )}
        <OnDemand onError={props.onError}>
          <ExportMenu filter={props.filter} announce={props.announce} onError={props.onError} />
        </OnDemand>
      </div>
      <div data-keydesk-part="tools">
        <ListSearch search={view.search} onSearch={search => change({ search })} searchRef={searchRef} />
        <Menu
          label={messages.statusFilter(
            formats.list(
              credentialStatuses
                .filter(status => view.status.includes(status))
                .map(status => statusWords[status]),
            ),
          )}
          showLabel
          items={credentialStatuses.toReversed().map(status => ({
            name: status,
            label: statusWords[status],
            checked: view.status.includes(status),
            onSelect: () => toggle(status),
          }))}
        />
        <Choice
          label={words.filters.owner}
          value={owner}
          options={[
            [null, words.filters.anyone],
            ['me', words.filters.me],
            ...(people ?? []).map(
              person => [person.id, words.filters.ownedBy(describePerson(person))] as const,
            ),
            ...strangers.map(id => [id, words.filters.ownedBy(id)] as const),
          ]}
          onChange={chosen => change({ owner: chosen })}
        />
        <Choice
          label={words.filters.age}
          value={view.age}
          options={[
            [null, words.filters.anyAge],
            ...spans.map(days => [days, words.filters.older(span(days))] as const),
          ]}
          onChange={age => change({ age })}
        />
        <Choice
          label={words.filters.use}
          value={view.unused}
          options={[
            [null, words.filters.anyUse],
            ...spans.map(days => [days, words.filters.unused(span(days))] as const),
          ]}
          onChange={unused => change({ unused })}
        />
      </div>
    </search>
  )
}
