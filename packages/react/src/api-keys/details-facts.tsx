'use client'
import type { ApiKey } from '@keydesk/contract'
import { CopyableId } from '../credentials/copyable-id.tsx'
import { Fact } from '../credentials/fact.tsx'
import { PersonName } from '../credentials/person-name.tsx'
import { tellError } from '../credentials/tell-error.ts'
import { useApiKey } from '../hooks/use-api-key.ts'
import { useReviewApiKey } from '../hooks/use-review-api-key.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { isOver } from './is-in-use.ts'

/** Props of `DetailsFacts`. */
export interface DetailsFactsProps {
  apiKey: ApiKey
  actorId: string
  now: number
  /** The actor may change it. */
  isManaged: boolean
  /** Opens the details of another key. */
  onKey: (id: string) => void
}

/** What else is known of a key, dates to the minute, and the keys before and after it. */
export const DetailsFacts = ({ apiKey, actorId, now, isManaged, onKey }: DetailsFactsProps) => {
  const { messages, formats } = useWords()
  const { columns } = messages
  const words = useWordsOf('detailsDialog', detailsDialog)
  const reviewing = useReviewApiKey()
  const { purpose: purposeLabel } = useWordsOf('fields', fields)
  const { purpose, createdBy, createdAt, expiresAt, lastUsedAt, origin, delivered } = apiKey
  const moment = (at: string | null, say: (at: string, now: number) => string) =>
    at === null ? (
      messages.never
    ) : (
      <time dateTime={at}>
        {formats.instant(at)} <span data-keydesk-part="faint">({say(at, now)})</span>
      </time>
    )
  return (
    <section aria-label={words.about}>
      <dl data-keydesk-part="facts">
        {purpose && (
          <Fact label={purposeLabel}>
            <span>
              <bdi>{purpose}</bdi>
            </span>
          </Fact>
        )}
        <Fact label={columns.value}>
          <code data-keydesk-part="masked" dir="ltr">
            {apiKey.obfuscatedValue}
          </code>
        </Fact>
        <Fact label={words.created}>{moment(createdAt, formats.ago)}</Fact>
        <Fact label={words.createdBy}>
          <PersonName person={createdBy} actorId={actorId}>
            {words.notKnown}
          </PersonName>
        </Fact>
        <Fact label={columns.expires}>{moment(expiresAt, formats.relative)}</Fact>
        <Fact label={columns.lastUsed}>{moment(lastUsedAt, formats.ago)}</Fact>
        {!isOver(apiKey) && (
          <Fact label={words.reviewDue}>
            <span aria-live="polite">{moment(apiKey.reviewDueAt, formats.relative)}</span>
            {isManaged && (
              <button type="button" data-keydesk-part="link" onClick={() => void reviewing.run(apiKey.id)}>
                {words.review}
              </button>
            )}
            {reviewing.error && (
              <span data-keydesk-part="field-error">{tellError(reviewing.error, messages)}</span>
            )}
          </Fact>
        )}
        <Fact label={words.origin}>{words.origins[origin]}</Fact>
        <Fact label={words.secret}>
          {delivered === null ? words.notKnown : delivered ? words.delivered : words.undelivered}
        </Fact>
        {(['replaces', 'replacedBy'] as const).map(relation => {
          const id = apiKey[relation]
          return (
            id && (
              <Fact key={relation} label={words[relation]}>
                <OtherKey id={id} onKey={onKey} />
              </Fact>
            )
          )
        })}
        {Object.entries(apiKey.metadata).map(([name, value], at) => (
          <Fact key={name} label={at === 0 ? words.metadata : ''}>
            <span>
              <bdi data-keydesk-part="faint">{name}</bdi> <bdi>{value}</bdi>
            </span>
          </Fact>
        ))}
        <Fact label={words.id}>
          <CopyableId id={apiKey.id} words={words} />
        </Fact>
      </dl>
    </section>
  )
}

/** A key before or after this one, by its name once that is known. */
const OtherKey = ({ id, onKey }: { id: string; onKey: (id: string) => void }) => {
  const { apiKey } = useApiKey(id)
  return (
    <button type="button" data-keydesk-part="link" onClick={() => onKey(id)}>
      <bdi>{apiKey?.name ?? id}</bdi>
    </button>
  )
}
