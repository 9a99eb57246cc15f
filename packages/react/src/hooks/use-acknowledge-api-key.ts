'use client'
import { useEffect, useRef } from 'react'
import { isNotFound } from '../client/client-error.ts'
import type { CallBroker } from '../client/create-call.ts'
import { renewAnswers } from './answer-client.ts'
import { useCachedCredentials } from './use-cached-credentials.ts'

/**
 * Tells the broker that the secret of the API key with this id is on the screen; one that nobody saw is revoked after a day.
 * Call it in the component that shows the secret. It never waits and never fails: it tries again quietly, also once that component has gone.
 */
export const useAcknowledgeApiKey = (id: string): void => {
  const { call, queryClient, queryKey } = useCachedCredentials()
  const told = useRef('')
  useEffect(() => {
    // StrictMode runs an effect twice.
    if (told.current === id) return
    told.current = id
    void tell(call, id).then(() => renewAnswers(queryClient, queryKey))
  }, [call, queryClient, queryKey, id])
}

/** Waits 1, 2, 4, … seconds between tries, 8 minutes in all. */
const tell = async (call: CallBroker, id: string): Promise<void> => {
  for (let wait = 1; wait < 512; wait *= 2) {
    try {
      await call('POST /api-keys/{id}/acknowledge', { params: { id } })
      return
    } catch (thrown) {
      if (isNotFound(thrown)) return
      await new Promise(resolve => setTimeout(resolve, wait * 1000))
    }
  }
}
