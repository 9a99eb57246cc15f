import { request } from 'node:http'
import { expect, test } from 'vitest'
import { createEmulator } from './create-emulator.ts'
import { PortError } from './listen.ts'
import { startClient } from './testing/start-client.ts'

test('a taken port is a PortError', async () => {
  const { emulator } = await startClient()
  await expect(createEmulator({ port: emulator.port })).rejects.toThrow(PortError)
})

test('a host name that is not this machine’s is refused, as a rebound page would send it', async () => {
  const { emulator } = await startClient({ control: true })
  const ask = (host: string) =>
    new Promise<number | undefined>((resolve, reject) => {
      const path = '/_emulator/health'
      request({ port: emulator.port, host: '127.0.0.1', path, headers: { host } }, answer => {
        answer.resume()
        resolve(answer.statusCode)
      })
        .on('error', reject)
        .end()
    })
  expect(await ask('evil.test')).toBe(403)
  expect(await ask(`localhost:${emulator.port}`)).toBe(200)
  expect(await ask('127.0.0.1')).toBe(200)
})

test('a body of more than a mebibyte is 413', async () => {
  const { post } = await startClient()
  const answer = await post('/organizations/org_northwind/api_keys', { name: 'x'.repeat(1024 * 1024) })
  expect(answer.status).toBe(413)
})
