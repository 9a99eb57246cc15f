'use client'
import { useMemo } from 'react'
import { type KeydeskClientError, toClientError } from '../client/client-error.ts'

/** A query's error as the client's own kind: the same object for as long as it is the same error. */
export const useClientError = (error: Error | null): KeydeskClientError | null =>
  useMemo(() => error && toClientError(error), [error])
