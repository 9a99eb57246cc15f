'use client'
import type { ApiKey } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { DetailsFacts } from '../credentials/details-facts.tsx'
import { ExactMoment } from '../credentials/exact-moment.tsx'
import { Fact } from '../credentials/fact.tsx'
import { ReviewFacts } from '../credentials/review-facts.tsx'
import { useApiKey } from '../hooks/use-api-key.ts'
import { useReviewApiKey } from '../hooks/use-review-api-key.ts'
import { credentialDetails } from '../messages/english/credential-details.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { isOver } from './is-in-use.ts'

/** Props of `KeyFacts`. */
export interface KeyFactsProps {
  apiKey: ApiKey
  actorId: string
  now: number
  canReview: boolean
  /** Opens the details of another key. */
  onKey: (id: string) => void
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** What else is known of a key, dates to the minute, and the keys before and after it. */
export const KeyFacts = (props: KeyFactsProps) => {
  const { apiKey, now, onKey } = props
  const { messages, formats } = useWords()
  const { columns } = messages
  const words = useWordsOf('detailsDialog', detailsDialog)
  const { notKnown } = useWordsOf('credentialDetails', credentialDetails)
  const reviewing = useReviewApiKey()
  const { delivered } = apiKey
  return (
    <DetailsFacts
      {...props}
      label={words.about}
      credential={apiKey}
      identity={
        <Fact label={columns.value}>
          <code data-keydesk-part="masked" dir="ltr">
            {apiKey.obfuscatedValue}
          </code>
        </Fact>
      }
    >
      <Fact label={columns.expires}>
        <ExactMoment at={apiKey.expiresAt} say={at => formats.relative(at, now)} />
      </Fact>
      {!isOver(apiKey) && <ReviewFacts {...props} credential={apiKey} reviewing={reviewing} />}
      <Fact label={words.secret}>
        {delivered === null ? notKnown : delivered ? words.delivered : words.undelivered}
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
    </DetailsFacts>
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
