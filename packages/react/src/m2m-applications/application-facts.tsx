'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import type { KeydeskClientError } from '../client/client-error.ts'
import { CopyableId } from '../credentials/copyable-id.tsx'
import { DetailsFacts } from '../credentials/details-facts.tsx'
import { Fact } from '../credentials/fact.tsx'
import { ReviewFacts } from '../credentials/review-facts.tsx'
import { useReviewM2MApplication } from '../hooks/use-review-m2m-application.ts'
import { applicationDetails } from '../messages/english/application-details.ts'
import { applications } from '../messages/english/applications.ts'
import { useWordsOf } from '../messages/words.ts'

/** Props of `ApplicationFacts`. */
export interface ApplicationFactsProps {
  session: Session
  application: M2MApplication
  now: number
  canReview: boolean
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** What else is known of an application, dates to the minute. */
export const ApplicationFacts = (props: ApplicationFactsProps) => {
  const { session, application, now, canReview, onError } = props
  const list = useWordsOf('applications', applications)
  const words = useWordsOf('applicationDetails', applicationDetails)
  const reviewing = useReviewM2MApplication()
  return (
    <DetailsFacts
      label={words.about}
      credential={application}
      actorId={session.actor.id}
      now={now}
      identity={
        <>
          {application.description && (
            <Fact label={words.changes.description}>
              <span>
                <bdi>{application.description}</bdi>
              </span>
            </Fact>
          )}
          <Fact label={list.clientId}>
            <CopyableId id={application.clientId} words={list} />
          </Fact>
        </>
      }
    >
      {application.status !== 'deleted' && (
        <ReviewFacts
          credential={application}
          now={now}
          reviewing={reviewing}
          canReview={canReview}
          onError={onError}
        />
      )}
    </DetailsFacts>
  )
}
