import { lazy } from 'react'

/** What was answered before a credential was made, and what was recommended then; loads on demand. */
export const RecordedChoice = lazy(() => import('./choice-facts.tsx'))
