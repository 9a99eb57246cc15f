import { routes } from '@keydesk/contract'
import { expect, it } from 'vitest'
import { toRouteHandlers } from './next.ts'
import { startBroker } from './testing/start-broker.ts'

it('hands Next every method there is, the ones to be refused as well', async () => {
  const broker = await startBroker()
  const handlers = toRouteHandlers(broker.handler)
  for (const { method } of Object.values(routes)) expect(handlers[method]).toBe(broker.handler)
  expect(Object.keys(handlers).sort()).toEqual(['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'])
  const request = new Request('https://bff.test/api/keydesk/v1/session', { method: 'OPTIONS' })
  expect((await handlers.OPTIONS(request)).status).toBe(405)
  await broker.close()
})
