'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { Fact } from '../credentials/fact.tsx'
import { applicationDialogs } from '../messages/english/application-dialogs.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { isOverdue, listLiveSecrets } from './derive-application-badge.ts'

/** Props of `SecretFacts`. */
export interface SecretFactsProps {
  application: M2MApplication
  session: Session
  now: number
}

/** The secrets that work, each with its age and last use. */
export const SecretFacts = ({ application, session, now }: SecretFactsProps) => {
  const { formats } = useWords()
  const words = useWordsOf('applicationDialogs', applicationDialogs).secrets
  const live = listLiveSecrets(application)
  return (
    <dl data-keydesk-part="facts">
      {live.map((secret, at) => (
        <Fact key={secret.id} label={live.length === 1 ? words.only : at === 0 ? words.current : words.old}>
          <code data-keydesk-part="masked" dir="ltr">{`…${secret.hint}`}</code>
          <span>
            {words.made(formats.ago(secret.createdAt, now))} ·{' '}
            {secret.lastUsedAt === null ? words.unused : words.used(formats.ago(secret.lastUsedAt, now))}
          </span>
          {isOverdue(secret, session.policy.m2mApplications, now) && (
            <span data-keydesk-part="badge" data-tone="warn">
              {words.overdue}
            </span>
          )}
        </Fact>
      ))}
    </dl>
  )
}
