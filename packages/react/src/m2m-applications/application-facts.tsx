'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { CopyableId } from '../credentials/copyable-id.tsx'
import { ExactMoment } from '../credentials/exact-moment.tsx'
import { Fact } from '../credentials/fact.tsx'
import { MetadataFacts } from '../credentials/metadata-facts.tsx'
import { PersonName } from '../credentials/person-name.tsx'
import { applicationDetails } from '../messages/english/application-details.ts'
import { applications } from '../messages/english/applications.ts'
import { choiceReasons } from '../messages/english/choice-reasons.ts'
import { credentialDetails } from '../messages/english/credential-details.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { ReviewFacts, type ReviewFactsProps } from './review-facts.tsx'

/** Props of `ApplicationFacts`. */
export interface ApplicationFactsProps extends Pick<ReviewFactsProps, 'canReview' | 'onError'> {
  session: Session
  application: M2MApplication
  now: number
}

/** What else is known of an application, dates to the minute. */
export const ApplicationFacts = (props: ApplicationFactsProps) => {
  const { session, application, now, canReview, onError } = props
  const { messages, formats } = useWords()
  const shared = useWordsOf('credentialDetails', credentialDetails)
  const list = useWordsOf('applications', applications)
  const words = useWordsOf('applicationDetails', applicationDetails)
  const reasons = useWordsOf('choiceReasons', choiceReasons)
  const { purpose: purposeLabel } = useWordsOf('fields', fields)
  const { description, purpose, createdBy, createdAt, lastUsedAt, origin, metadata, choice } = application
  const ago = (at: string) => formats.ago(at, now)
  const text = (label: string, said: string | null) =>
    said && (
      <Fact label={label}>
        <span>
          <bdi>{said}</bdi>
        </span>
      </Fact>
    )
  return (
    <section aria-label={words.about}>
      <dl data-keydesk-part="facts">
        {text(words.changes.description, description)}
        {text(purposeLabel, purpose)}
        <Fact label={list.clientId}>
          <CopyableId id={application.clientId} words={list} />
        </Fact>
        <ReviewFacts application={application} now={now} canReview={canReview} onError={onError} />
        <Fact label={shared.created}>
          <ExactMoment at={createdAt} say={ago} />
        </Fact>
        <Fact label={shared.createdBy}>
          <PersonName person={createdBy} actorId={session.actor.id}>
            {shared.notKnown}
          </PersonName>
        </Fact>
        <Fact label={messages.columns.lastUsed}>
          <ExactMoment at={lastUsedAt} say={ago} />
        </Fact>
        <Fact label={shared.origin}>{shared.origins[origin]}</Fact>
        {text(words.advice, choice && reasons[choice.reason])}
        <MetadataFacts label={shared.metadata} metadata={metadata} />
        <Fact label={shared.id}>
          <CopyableId id={application.id} words={shared} />
        </Fact>
      </dl>
    </section>
  )
}
