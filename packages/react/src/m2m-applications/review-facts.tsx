'use client'
import type { M2MApplication } from '@keydesk/contract'
import { useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { ExactMoment } from '../credentials/exact-moment.tsx'
import { Fact } from '../credentials/fact.tsx'
import { Problem } from '../credentials/problem.tsx'
import { useReviewM2MApplication } from '../hooks/use-review-m2m-application.ts'
import { applicationDetails } from '../messages/english/application-details.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'

/** Props of `ReviewFacts`. */
export interface ReviewFactsProps {
  application: M2MApplication
  now: number
  canReview: boolean
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** When the application was looked at and when it is to be, below a `<dl>`; and that somebody just did. */
export const ReviewFacts = ({ application, now, canReview, onError }: ReviewFactsProps) => {
  const { formats } = useWords()
  const words = useWordsOf('applicationDetails', applicationDetails)
  const [done, setDone] = useState(false)
  const reviewing = useReviewM2MApplication()
  const { id, status, reviewedAt, reviewDueAt, attention } = application
  if (status === 'deleted') return null
  const review = async () => {
    const outcome = await reviewing.run(id)
    setDone(outcome.ok)
    if (!outcome.ok) onError?.(outcome.error)
  }
  return (
    <>
      {reviewedAt && (
        <Fact label={words.reviewed}>
          <ExactMoment at={reviewedAt} say={at => formats.ago(at, now)} />
        </Fact>
      )}
      <Fact label={words.reviewDue}>
        <span>
          <ExactMoment at={reviewDueAt} say={at => formats.relative(at, now)} />
        </span>
        {attention.includes('review_overdue') && (
          <span data-keydesk-part="badge" data-tone="warn">
            {words.overdue}
          </span>
        )}
        {canReview && (
          <Button busy={reviewing.pending} onClick={review}>
            {words.review}
          </Button>
        )}
        <span role="status" data-keydesk-part="hint">
          {done && words.reviewDone}
        </span>
        {reviewing.error && <Problem error={reviewing.error} />}
      </Fact>
    </>
  )
}
