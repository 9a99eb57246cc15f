'use client'
import type { Choice } from '@keydesk/contract'
import { Fact } from '../credentials/fact.tsx'
import { choiceReasons } from '../messages/english/choice-reasons.ts'
import { choosing } from '../messages/english/choosing.ts'
import { useWordsOf } from '../messages/words.ts'

/** The recommendation as it was, and the answers that it came of. */
const ChoiceFacts = ({ choice }: { choice: Choice }) => {
  const words = useWordsOf('choosing', choosing)
  const reasons = useWordsOf('choiceReasons', choiceReasons)
  const { caller, canDoOAuth, tokenLifetime } = words
  return (
    <section aria-label={words.recorded}>
      <dl data-keydesk-part="facts">
        <Fact label={words.recommended}>{reasons[choice.reason]}</Fact>
        <Fact label={caller.label}>{caller.answers[choice.caller]}</Fact>
        <Fact label={canDoOAuth.label}>{canDoOAuth.answers[choice.canDoOAuth]}</Fact>
        <Fact label={tokenLifetime.label}>{tokenLifetime.answers[choice.tokenLifetime]}</Fact>
      </dl>
    </section>
  )
}

export default ChoiceFacts
