'use client'
import type { ApiKey, M2MApplication } from '@keydesk/contract'
import { useState } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import type { Action } from '../hooks/use-action.ts'
import { credentialDetails } from '../messages/english/credential-details.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { ExactMoment } from './exact-moment.tsx'
import { Fact } from './fact.tsx'
import { Problem } from './problem.tsx'

/** Props of `ReviewFacts`. */
export interface ReviewFactsProps {
  credential: ApiKey | M2MApplication
  now: number
  /** Marks it as reviewed. */
  reviewing: Action<string, unknown>
  canReview: boolean
  onError?: ((error: KeydeskClientError) => void) | undefined
}

/** When a credential was looked at and when it is to be, below a `<dl>`; and that somebody just did. */
export const ReviewFacts = ({ credential, now, reviewing, canReview, onError }: ReviewFactsProps) => {
  const { formats } = useWords()
  const words = useWordsOf('credentialDetails', credentialDetails)
  const [done, setDone] = useState(false)
  const { id, reviewedAt, reviewDueAt, attention } = credential
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
        {attention.some(name => name === 'review_overdue') && (
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
