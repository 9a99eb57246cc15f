import { type Choice, type ChoiceAnswers, recommendKind } from '@keydesk/contract'

/** What was answered before a credential is made, with what is recommended then; null where nothing was asked. */
export const toChoice = (answers: ChoiceAnswers | undefined): Choice | null => {
  if (!answers) return null
  const { kind, reason } = recommendKind(answers)
  return { ...answers, recommended: kind, reason }
}
