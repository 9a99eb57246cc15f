'use client'
import type { CredentialMigration } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { CopyableId } from '../credentials/copyable-id.tsx'
import { Moment } from '../credentials/moment.tsx'
import { applications } from '../messages/english/applications.ts'
import { migration } from '../messages/english/migration.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { quietSince } from './describe-use.ts'

/** The key and the application side by side, each with its last use. */
export const Sides = ({ plan, now }: { plan: CredentialMigration; now: number }) => {
  const { formats } = useWords()
  const words = useWordsOf('migration', migration)
  const copyWords = useWordsOf('applications', applications)
  const { apiKey, application, status } = plan
  const quiet = status === 'running' ? quietSince(plan, now) : null
  const side = (kind: 'apiKey' | 'application', id: ReactNode, use: ReactNode) => (
    <section aria-label={words.kinds[kind]} data-keydesk-part="side">
      <p data-keydesk-part="hint">{words.kinds[kind]}</p>
      <p data-keydesk-part="section-title">
        <bdi>{plan[kind].name}</bdi>
      </p>
      <p>{id}</p>
      <p data-keydesk-part="use">{use}</p>
    </section>
  )
  const ago = (at: string | null, say: (when: string) => string, never: string) =>
    at === null ? (
      <span data-keydesk-part="faint">{never}</span>
    ) : (
      <Moment at={at} say={at => say(formats.ago(at, now))} />
    )
  return (
    <div data-keydesk-part="sides">
      {side(
        'apiKey',
        <code data-keydesk-part="masked" dir="ltr">
          {apiKey.obfuscatedValue}
        </code>,
        quiet === null ? (
          ago(apiKey.lastUsedAt, words.used, words.neverUsed)
        ) : (
          <Moment at={quiet} say={at => words.quiet(formats.ago(at, now))} />
        ),
      )}
      {side(
        'application',
        application.status === 'deleted' ? (
          <code dir="ltr">{application.clientId}</code>
        ) : (
          <CopyableId id={application.clientId} words={copyWords} />
        ),
        ago(application.lastUsedAt, words.token, words.noToken),
      )}
    </div>
  )
}
