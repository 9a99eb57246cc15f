'use client'
import { defaultBasePath } from '@keydesk/contract'
import { type ReactNode, useEffect, useMemo, useRef, useState } from 'react'
import { type ClientOptions, createCall } from '../client/create-call.ts'
import type { AnswerClient } from './answer-client.ts'
import { createAnswerClient } from './create-answer-client.ts'
import { KeydeskContext } from './keydesk-context.ts'

/** Props of `KeydeskProvider`. */
export interface KeydeskProviderProps extends ClientOptions {
  /** A `QueryClient` of react-query's, to share the host's own cache. Default: a private one. No secret ever enters it. */
  queryClient?: AnswerClient | undefined
  children?: ReactNode
}

/** Says where the broker is, for every widget and hook below. It renders nothing of its own. */
export const KeydeskProvider = (props: KeydeskProviderProps) => {
  const { baseUrl = defaultBasePath, credentials, timeout, children } = props
  const [ownQueryClient] = useState(createAnswerClient)
  // Hosts write `fetch` and `headers` inline; reading the latest at call time keeps what asks the same.
  const latest = useRef(props)
  latest.current = props
  const queryClient = props.queryClient ?? ownQueryClient
  // Mounted, it asks again when the window gets the focus; it counts its mounts, so a host's own provider may do the same.
  useEffect(() => {
    queryClient.mount()
    return () => queryClient.unmount()
  }, [queryClient])
  const value = useMemo(
    () => ({
      call: createCall({
        baseUrl,
        credentials,
        timeout,
        get fetch() {
          return latest.current.fetch
        },
        get headers() {
          return latest.current.headers
        },
      }),
      queryClient,
      scope: baseUrl,
    }),
    [baseUrl, credentials, timeout, queryClient],
  )
  return <KeydeskContext.Provider value={value}>{children}</KeydeskContext.Provider>
}
