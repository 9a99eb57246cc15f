'use client'
import {
  type ChoiceAnswers,
  type CredentialKind,
  choiceQuestions,
  credentialKinds,
  judgeRecommendation,
  recommendSoFar,
  toOpenKinds,
} from '@keydesk/contract'
import { useState } from 'react'
import { choiceReasons } from '../messages/english/choice-reasons.ts'
import { choose } from '../messages/english/choose.ts'
import { choosing } from '../messages/english/choosing.ts'
import { useWordsOf } from '../messages/words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Notice } from '../ui/notice.tsx'
import type { ChooseKindProps } from './choose-kind.tsx'
import { Comparison } from './comparison.tsx'
import { Question } from './question.tsx'
import { WayButton } from './way-button.tsx'

/** Props of `ChooseDialog`. */
export interface ChooseDialogProps extends Pick<ChooseKindProps, 'session' | 'ways'> {
  onClose: () => void
}

/** The two kinds compared, three questions, and what the answers come to. Nobody is forced: both forms stay open. */
const ChooseDialog = ({ session, ways, onClose }: ChooseDialogProps) => {
  const words = useWordsOf('choosing', choosing)
  const { open: title } = useWordsOf('choose', choose)
  const [answers, setAnswers] = useState<Partial<ChoiceAnswers>>({})
  const open = toOpenKinds(session)
  const reasons = useWordsOf('choiceReasons', choiceReasons)
  const { fitting, said } = advise(answers, { open, ways, words, reasons })
  const { caller, canDoOAuth, tokenLifetime } = answers
  const choice = caller && canDoOAuth && tokenLifetime && { caller, canDoOAuth, tokenLifetime }
  return (
    <Dialog
      part="choose"
      title={title}
      // Answers are not thrown away by a stray click.
      lightDismiss={Object.keys(answers).length === 0}
      onDismiss={onClose}
    >
      <p data-keydesk-part="lead">{words.lead}</p>
      {credentialKinds.map(
        kind =>
          open[kind] || (
            <Notice key={kind} tone="plain">
              {words.forbidden[kind]}
            </Notice>
          ),
      )}
      <Comparison />
      <Question
        {...words.caller}
        options={choiceQuestions.caller}
        chosen={caller}
        onChange={answer => setAnswers({ ...answers, caller: answer })}
      />
      <Question
        {...words.canDoOAuth}
        options={choiceQuestions.canDoOAuth}
        chosen={canDoOAuth}
        onChange={answer => setAnswers({ ...answers, canDoOAuth: answer })}
      />
      <Question
        {...words.tokenLifetime}
        options={choiceQuestions.tokenLifetime}
        chosen={tokenLifetime}
        onChange={answer => setAnswers({ ...answers, tokenLifetime: answer })}
      />
      <p data-keydesk-part="hint">{words.kept}</p>
      <footer data-keydesk-part="dialog-actions">
        <p role="status" data-keydesk-part="sentence">
          {said.join(' ')}
        </p>
        {credentialKinds.map(kind => {
          const way = ways[kind]
          return (
            open[kind] &&
            way && (
              <WayButton
                key={kind}
                href={way.href}
                look={fitting === undefined ? 'plain' : fitting === kind ? 'primary' : 'quiet'}
                onClick={() => {
                  if (way.href === undefined) onClose()
                  way.onTake(choice)
                }}
              >
                {words.create[kind]}
              </WayButton>
            )
          )
        })}
      </footer>
    </Dialog>
  )
}

export default ChooseDialog

/** What the answers come to so far: the kind to make, which may be neither, and what to say. */
const advise = (
  answers: Partial<ChoiceAnswers>,
  here: Pick<ChooseDialogProps, 'ways'> & {
    open: ReturnType<typeof toOpenKinds>
    words: typeof choosing
    reasons: typeof choiceReasons
  },
): { fitting?: CredentialKind | null; said: string[] } => {
  const { open, ways, words, reasons } = here
  const recommendation = recommendSoFar(answers)
  if (recommendation === null) return { said: [words.waiting] }
  const { kind, reason } = recommendation
  const verdict = judgeRecommendation(recommendation, open)
  const other = kind === 'api_key' ? 'm2m_application' : 'api_key'
  const said = [reasons[reason]]
  if (verdict === 'neither') return { fitting: null, said: [...said, words.forbidden[kind], words.neither] }
  const fitting = verdict === 'other' ? other : kind
  if (verdict === 'other') said.push(words.forbidden[kind], words.instead[other])
  if (!ways[fitting]) said.push(words.elsewhere[fitting])
  return { fitting, said }
}
