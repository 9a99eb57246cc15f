'use client'
import type { ApiKey } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { describeAbility } from '../credentials/describe-ability.ts'
import { Fact } from '../credentials/fact.tsx'
import { toPermissions } from '../credentials/group-permissions.ts'
import { PersonName } from '../credentials/person-name.tsx'
import { usePermissions } from '../hooks/use-permissions.ts'
import { ability } from '../messages/english/ability.ts'
import { credentialDetails } from '../messages/english/credential-details.ts'
import { detailsDialog } from '../messages/english/details-dialog.ts'
import { dialog } from '../messages/english/dialog.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { fits, type Open } from './open.ts'

/** Props of `DetailsAnswers`. */
export interface DetailsAnswersProps {
  apiKey: ApiKey
  actorId: string
  now: number
  /** Null where the actor may only look. */
  onOpen: ((open: Open) => void) | null
}

/** The three questions about a key, answered: who owns it, what it can do, how it is revoked. */
export const DetailsAnswers = ({ apiKey, actorId, now, onOpen }: DetailsAnswersProps) => {
  const { messages, formats } = useWords()
  const words = useWordsOf('detailsDialog', detailsDialog)
  const { giveOwner } = useWordsOf('credentialDetails', credentialDetails)
  const { lastUsed, neverUsed } = useWordsOf('dialog', dialog)
  const abilityWords = useWordsOf('ability', ability)
  const { permissions = [] } = usePermissions()
  const { owner, lastUsedAt, status } = apiKey
  const can = words.can()
  const held = toPermissions(apiKey.permissions, permissions)
  const able = describeAbility(held, new Set(apiKey.permissions), { words: abilityWords, formats })
  const act = (name: 'edit' | 'revoke', label: ReactNode, look: 'plain' | 'danger') =>
    onOpen &&
    fits(name, apiKey) && (
      <Button look={look} onClick={() => onOpen({ dialog: name, apiKey })}>
        {label}
      </Button>
    )
  return (
    <section aria-label={words.answers} data-keydesk-part="answers">
      <dl data-keydesk-part="facts">
        <Fact label={words.owner}>
          <PersonName person={owner} actorId={actorId}>
            <span>{words.orphan}</span>
          </PersonName>
          {owner === null && act('edit', giveOwner, 'plain')}
        </Fact>
        <Fact label={words.ability}>
          {able === '' ? (
            words.canNothing
          ) : (
            <span>
              {can.before}
              <strong dir="auto">{able}</strong>
              {can.after}
            </span>
          )}
        </Fact>
        <Fact label={words.revoke}>
          <span>
            {status === 'revoked' ? words.revoked : onOpen ? words.revokeHere : words.revokeElsewhere}{' '}
            {lastUsedAt === null ? neverUsed : lastUsed(formats.ago(lastUsedAt, now))}
          </span>
          {act('revoke', messages.revoke, 'danger')}
        </Fact>
      </dl>
    </section>
  )
}
