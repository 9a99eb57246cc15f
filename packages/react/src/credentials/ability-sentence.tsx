'use client'
import type { Permission } from '@keydesk/contract'
import { ability } from '../messages/english/ability.ts'
import { useWords, useWordsOf } from '../messages/words.ts'
import { describeAbility } from './describe-ability.ts'

/** One plain sentence: what the key will be able to do, and until when. */
export const AbilitySentence = (props: {
  permissions: readonly Permission[]
  selected: ReadonlySet<string>
  expiresAt: Date | null | undefined
}) => {
  const { formats } = useWords()
  const words = useWordsOf('ability', ability)
  const able = describeAbility(props.permissions, props.selected, { words, formats })
  const until = props.expiresAt ? formats.instant(props.expiresAt) : null
  const { before, after } = words.sentence(until)
  return (
    <p data-keydesk-part="sentence">
      {able === '' ? (
        words.none
      ) : (
        <>
          {before}
          <strong dir="auto">{able}</strong>
          {after}
        </>
      )}
    </p>
  )
}
