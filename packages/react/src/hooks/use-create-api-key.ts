'use client'
import type { CreateApiKeyBody, CreatedApiKey } from '@keydesk/contract'
import { useRef } from 'react'
import { isOutcomeUnknown, KeydeskClientError } from '../client/client-error.ts'
import { type Action, useAction } from './use-action.ts'
import { useCachedApiKeys } from './use-cached-api-keys.ts'

/**
 * Creates an API key. The result carries the secret, once, and nothing here keeps it: hold it in one component's state.
 * After an outcome that is not known, a call with the same body carries the same idempotency key, so that a broker that
 * remembers it makes no second API key and answers with `value: null`.
 */
export const useCreateApiKey = (): Action<CreateApiKeyBody, CreatedApiKey> => {
  const { client, queryClient, queryKey } = useCachedApiKeys()
  const attempt = useRef<{ body: string; idempotencyKey: string } | null>(null)
  return useAction(async body => {
    const text = JSON.stringify(body)
    if (attempt.current?.body !== text) attempt.current = { body: text, idempotencyKey: makeIdempotencyKey() }
    try {
      const created = await client.apiKeys.create(body, { idempotencyKey: attempt.current.idempotencyKey })
      attempt.current = null
      return created
    } catch (error) {
      if (error instanceof KeydeskClientError && !isOutcomeUnknown(error)) attempt.current = null
      throw error
    } finally {
      void queryClient.invalidateQueries({ queryKey })
    }
  })
}

/** 128 random bits; `randomUUID` is missing on pages served without TLS. */
const makeIdempotencyKey = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(16)), byte => byte.toString(16).padStart(2, '0')).join('')
