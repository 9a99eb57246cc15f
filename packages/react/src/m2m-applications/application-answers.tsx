'use client'
import type { M2MApplication, Session } from '@keydesk/contract'
import { describeAbility } from '../credentials/describe-ability.ts'
import { Fact } from '../credentials/fact.tsx'
import { toPermissions } from '../credentials/group-permissions.ts'
import { PersonName } from '../credentials/person-name.tsx'
import { useScopes } from '../hooks/use-scopes.ts'
import { ability } from '../messages/english/ability.ts'
import { applicationDetails } from '../messages/english/application-details.ts'
import { credentialDetails } from '../messages/english/credential-details.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import type { ApplicationAction } from './open.ts'

/** Props of `ApplicationAnswers`. */
export interface ApplicationAnswersProps {
  session: Session
  application: M2MApplication
  now: number
  /** Null where nothing can be done with it. */
  onOpen: ((dialog: ApplicationAction) => void) | null
}

/** The three questions about an application, answered: who owns it, what its tokens can do, how it ends. */
export const ApplicationAnswers = ({ session, application, now, onOpen }: ApplicationAnswersProps) => {
  const { formats } = useWords()
  const shared = useWordsOf('credentialDetails', credentialDetails)
  const words = useWordsOf('applicationDetails', applicationDetails)
  const abilityWords = useWordsOf('ability', ability)
  const { scopes: offered = [] } = useScopes()
  const { owner, lastUsedAt, status, scopes } = application
  const can = words.can()
  const known = toPermissions(scopes, offered)
  return (
    <section aria-label={words.answers} data-keydesk-part="answers">
      <dl data-keydesk-part="facts">
        <Fact label={words.owner}>
          <PersonName person={owner} actorId={session.actor.id}>
            <span>{words.orphan}</span>
          </PersonName>
          {owner === null && onOpen && <Button onClick={() => onOpen('edit')}>{shared.giveOwner}</Button>}
        </Fact>
        <Fact label={words.ability}>
          {scopes.length === 0 ? (
            words.canNothing
          ) : (
            <span>
              {can.before}
              <strong dir="auto">
                {describeAbility(known, new Set(scopes), { words: abilityWords, formats })}
              </strong>
              {can.after}
            </span>
          )}
        </Fact>
        <Fact label={words.end}>
          <span>
            {status === 'deleted' ? words.deleted : onOpen ? words.endHere : words.endElsewhere}{' '}
            {lastUsedAt === null ? words.neverUsed : words.lastUsed(formats.ago(lastUsedAt, now))}
          </span>
          {onOpen && (
            <Button look="danger" onClick={() => onOpen('delete')}>
              {words.remove}
            </Button>
          )}
        </Fact>
      </dl>
    </section>
  )
}
