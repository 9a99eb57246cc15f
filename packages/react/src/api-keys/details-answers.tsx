'use client'
import type { ApiKey } from '@keydesk/contract'
import type { ReactNode } from 'react'
import { usePermissions } from '../hooks/use-permissions.ts'
import { useWords } from '../messages/words.ts'
import { Button } from '../ui/button.tsx'
import { describeAbility } from './describe-ability.ts'
import { Fact } from './fact.tsx'
import { toPermissions } from './group-permissions.ts'
import { type Open, rowActions } from './open.ts'

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
  const words = useWords()
  const { messages, formats } = words
  const { detailsDialog } = messages
  const { permissions = [] } = usePermissions()
  const { owner, lastUsedAt, status } = apiKey
  const held = toPermissions(apiKey.permissions, permissions)
  const ability = describeAbility(held, new Set(apiKey.permissions), words)
  const act = (name: string, label: ReactNode, look: 'plain' | 'danger') => {
    const action = rowActions.find(known => known.name === name)
    return onOpen && action?.fits(apiKey) ? (
      <Button look={look} onClick={() => onOpen(action.open(apiKey))}>
        {label}
      </Button>
    ) : null
  }
  return (
    <section aria-label={detailsDialog.answers} data-keydesk-part="answers">
      <dl data-keydesk-part="facts">
        <Fact label={detailsDialog.owner}>
          {owner === null ? (
            <span>{detailsDialog.orphan}</span>
          ) : (
            <span>
              <bdi>{owner.id === actorId ? messages.you : owner.name}</bdi>{' '}
              <bdi data-keydesk-part="faint">{owner.email}</bdi>
            </span>
          )}
          {owner === null && act('edit', detailsDialog.giveOwner, 'plain')}
        </Fact>
        <Fact label={detailsDialog.ability}>
          {ability === '' ? (
            detailsDialog.canNothing
          ) : (
            <span>
              {detailsDialog.can.before}
              <strong dir="auto">{ability}</strong>
              {detailsDialog.can.after}
            </span>
          )}
        </Fact>
        <Fact label={detailsDialog.revoke}>
          <span>
            {status === 'revoked'
              ? detailsDialog.revoked
              : onOpen
                ? detailsDialog.revokeHere
                : detailsDialog.revokeElsewhere}{' '}
            {lastUsedAt === null
              ? detailsDialog.neverUsed
              : detailsDialog.lastUsed(formats.ago(lastUsedAt, now))}
          </span>
          {act('revoke', `${messages.revoke}…`, 'danger')}
        </Fact>
      </dl>
    </section>
  )
}
