'use client'
import type { ApiKey } from '@keydesk/contract'
import { CopyableId } from '../credentials/copyable-id.tsx'
import { ExactMoment } from '../credentials/exact-moment.tsx'
import { Fact } from '../credentials/fact.tsx'
import { MetadataFacts } from '../credentials/metadata-facts.tsx'
import { PersonName } from '../credentials/person-name.tsx'
import { useApiKey } from '../hooks/use-api-key.ts'
import { credentialDetails } from '../messages/english/credential-details.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'

/** Props of `DetailsFacts`. */
export interface DetailsFactsProps {
  apiKey: ApiKey
  actorId: string
  now: number
  /** Opens the details of another key. */
  onKey: (id: string) => void
}

/** What else is known of a key, dates to the minute, and the keys before and after it. */
export const DetailsFacts = ({ apiKey, actorId, now, onKey }: DetailsFactsProps) => {
  const { messages, formats } = useWords()
  const { columns } = messages
  const words = useWordsOf('detailsDialog', detailsDialog)
  const shared = useWordsOf('credentialDetails', credentialDetails)
  const { purpose: purposeLabel } = useWordsOf('fields', fields)
  const { purpose, createdBy, createdAt, expiresAt, lastUsedAt, origin, delivered } = apiKey
  const ago = (at: string) => formats.ago(at, now)
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
        <Fact label={shared.created}>
          <ExactMoment at={createdAt} say={ago} />
        </Fact>
        <Fact label={shared.createdBy}>
          <PersonName person={createdBy} actorId={actorId}>
            {shared.notKnown}
          </PersonName>
        </Fact>
        <Fact label={columns.expires}>
          <ExactMoment at={expiresAt} say={at => formats.relative(at, now)} />
        </Fact>
        <Fact label={columns.lastUsed}>
          <ExactMoment at={lastUsedAt} say={ago} />
        </Fact>
        <Fact label={shared.origin}>{shared.origins[origin]}</Fact>
        <Fact label={words.secret}>
          {delivered === null ? shared.notKnown : delivered ? words.delivered : words.undelivered}
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
        <MetadataFacts label={shared.metadata} metadata={apiKey.metadata} />
        <Fact label={shared.id}>
          <CopyableId id={apiKey.id} words={shared} />
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
