import type { SharedCache } from '@keydesk/verify'
import { createRedisCache } from '@keydesk/verify/redis'
import { createClient } from 'redis'

/**
 * Connects to the Redis or Valkey that the processes of this API share; rejects where it cannot be reached. When it fails later, `onError`
 * hears of it, and the gate goes on alone until it is back.
 */
export const connectSharedCache = async (
  url: string,
  { onError }: { onError: (error: unknown) => void },
): Promise<{ shared: SharedCache; close: () => void }> => {
  let isConnected = false
  const reconnectStrategy = (tries: number, cause: Error) =>
    isConnected ? Math.min(50 * 2 ** tries, 2_000) : cause
  const client = createClient({ url, socket: { reconnectStrategy } }).on('error', error => {
    // Before that, whoever waits for the connection hears of it.
    if (isConnected) onError(error)
  })
  await client.connect()
  isConnected = true
  const cache = await createRedisCache({ client, onError })
  return {
    shared: cache,
    close: () => {
      cache.close()
      client.destroy()
    },
  }
}
