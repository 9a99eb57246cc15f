'use client'
import type { Person } from '@keydesk/contract'
import { useId, useState } from 'react'
import { useMembers } from '../hooks/use-members.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { RadioChip } from '../ui/radio-chip.tsx'
import { SearchBox } from '../ui/search-box.tsx'
import { describePerson } from './describe-person.ts'
import { tellError } from './tell-error.ts'
import type { Form } from './use-form.ts'

/** Props of `CreateOwner`. */
export interface CreateOwnerProps {
  actor: Person
  /** Its owner is null for the actor, and undefined for nobody yet. */
  form: Form<{ owner?: Person | null | undefined }>
}

/** Who answers for the key: the actor, or a member found by a search. Whoever is chosen stays on the screen. */
export const CreateOwner = ({ actor, form }: CreateOwnerProps) => {
  const { owner } = form.draft
  const error = form.wrong('owner')
  const { messages } = useWords()
  const words = useWordsOf('fields', fields)
  const [search, setSearch] = useState('')
  const { members, error: loadError } = useMembers({ search })
  const id = useId()
  const found = members?.filter(person => person.id !== actor.id && person.id !== owner?.id) ?? []
  const option = (person: Person | null) => (
    <RadioChip
      key={person?.id ?? ''}
      name={id}
      title={(person ?? actor).email}
      checked={owner !== undefined && person?.id === owner?.id}
      onChange={() => form.change({ owner: person })}
    >
      {person === null ? messages.you : describePerson(person)}
    </RadioChip>
  )
  return (
    <fieldset
      data-keydesk-part="owner"
      data-state={error === null ? undefined : 'invalid'}
      aria-describedby={`${id}-note`}
    >
      <legend data-keydesk-part="label">{words.owner}</legend>
      <SearchBox label={words.searchOwner} value={search} onChange={setSearch} />
      <div data-keydesk-part="chips">
        {option(null)}
        {owner && option(owner)}
        {found.map(option)}
      </div>
      <div id={`${id}-note`} aria-live="polite">
        {error !== null && <p data-keydesk-part="field-error">{error}</p>}
        {loadError && <p data-keydesk-part="field-error">{tellError(loadError, messages)}</p>}
        {members?.length === 0 && search !== '' && (
          <p data-keydesk-part="hint">{words.nobodyFound(search)}</p>
        )}
      </div>
    </fieldset>
  )
}
