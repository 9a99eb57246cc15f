'use client'
import type { ApiKey, M2MApplication } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { credentialDetails } from '../messages/english/credential-details.ts'
import { fields } from '../messages/english/fields.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { CopyableId } from './copyable-id.tsx'
import { ExactMoment } from './exact-moment.tsx'
import { Fact } from './fact.tsx'
import { PersonName } from './person-name.tsx'

/** Props of `DetailsFacts`. */
export interface DetailsFactsProps {
  label: string
  credential: ApiKey | M2MApplication
  actorId: string
  now: number
  /** The facts it is told apart by, before the rest. */
  identity: ReactNode
  /** The facts that only its kind has. */
  children: ReactNode
}

/** What else is known of a credential, dates to the minute. */
export const DetailsFacts = (props: DetailsFactsProps) => {
  const { label, credential, actorId, now, identity, children } = props
  const { messages, formats } = useWords()
  const words = useWordsOf('credentialDetails', credentialDetails)
  const { purpose } = useWordsOf('fields', fields)
  const ago = (at: string) => formats.ago(at, now)
  return (
    <section aria-label={label}>
      <dl data-keydesk-part="facts">
        {identity}
        {credential.purpose && (
          <Fact label={purpose}>
            <span>
              <bdi>{credential.purpose}</bdi>
            </span>
          </Fact>
        )}
        <Fact label={words.created}>
          <ExactMoment at={credential.createdAt} say={ago} />
        </Fact>
        <Fact label={words.createdBy}>
          <PersonName person={credential.createdBy} actorId={actorId}>
            {words.notKnown}
          </PersonName>
        </Fact>
        <Fact label={messages.columns.lastUsed}>
          <ExactMoment at={credential.lastUsedAt} say={ago} />
        </Fact>
        {children}
        <Fact label={words.origin}>{words.origins[credential.origin]}</Fact>
        {Object.entries(credential.metadata).map(([name, value], at) => (
          <Fact key={name} label={at === 0 ? words.metadata : ''}>
            <span>
              <bdi data-keydesk-part="faint">{name}</bdi> <bdi>{value}</bdi>
            </span>
          </Fact>
        ))}
        <Fact label={words.id}>
          <CopyableId id={credential.id} words={words} />
        </Fact>
      </dl>
    </section>
  )
}
