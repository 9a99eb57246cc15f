import type { Log } from '@keydesk/server'
import { expect, it } from 'vitest'
import { logUntold } from './log-untold.ts'
import { stopInOrder } from './stop-in-order.ts'

const startLog = () => {
  const lines: object[] = []
  const log: Log = { info: () => {}, error: (fields, message) => void lines.push({ ...fields, message }) }
  return { lines, log }
}

it.each([
  [true, true, 0],
  [false, true, 1],
  [true, false, 1],
] as const)(
  'ends with 0 only when requests are finished (%s) and the store knows everything (%s)',
  async (isFinished, isTold, code) => {
    const done: string[] = []
    const ended = await stopInOrder({
      signal: 'SIGTERM',
      server: { close: async () => isFinished },
      bff: { finish: async () => isTold, close: async () => void done.push('store') },
      telemetry: { shutdown: async () => void done.push('telemetry') },
      log: startLog().log,
    })
    expect(ended).toBe(code)
    expect(done).toEqual(['telemetry', 'store'])
  },
)

it('names each audit event that is lost, so that the log has what the trail has not', () => {
  const { lines, log } = startLog()
  const event = { action: 'api_key.revoked', actorId: 'user_1', requestId: 'req_1' }
  logUntold(log, [
    { ...event, keyId: 'api_key_1' },
    { ...event, keyId: 'api_key_2' },
  ])
  expect(lines).toMatchObject([
    { ...event, keyId: 'api_key_1' },
    { ...event, keyId: 'api_key_2' },
  ])
})
