'use client'
import type { Permission } from '@keydesk/contract'
import { useWords } from '../messages/words.ts'
import { describeAbility } from './describe-ability.ts'

/** One plain sentence: what the key will be able to do, and until when. */
export const AbilitySentence = (props: {
  permissions: readonly Permission[]
  selected: ReadonlySet<string>
  expiresAt: Date | null | undefined
}) => {
  const words = useWords()
  const { create } = words.messages
  const ability = describeAbility(props.permissions, props.selected, words)
  const until = props.expiresAt ? words.formats.instant(props.expiresAt) : null
  const { before, after } = create.ability(until)
  return (
    <p data-keydesk-part="sentence">
      {ability === '' ? (
        create.noAbility
      ) : (
        <>
          {before}
          <strong dir="auto">{ability}</strong>
          {after}
        </>
      )}
    </p>
  )
}
