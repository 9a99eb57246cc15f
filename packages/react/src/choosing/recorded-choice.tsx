'use client'
import type { Choice } from '@keydesk/contract'
import { lazy } from 'react'
import type { KeydeskClientError } from '../client/client-error.ts'
import { OnDemand } from '../credentials/on-demand.tsx'

const ChoiceFacts = lazy(() => import('./choice-facts.tsx'))

/** What was answered before a credential was made, and what was recommended then; nothing where nobody was asked. */
export const RecordedChoice = (props: {
  choice: Choice | null
  onError?: ((error: KeydeskClientError) => void) | undefined
}) => <OnDemand onError={props.onError}>{props.choice && <ChoiceFacts choice={props.choice} />}</OnDemand>
