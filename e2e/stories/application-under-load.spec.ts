import { setTimeout } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import {
  createApplication,
  finishRotation,
  openApplicationsAs,
  openSecrets,
  startRotation,
} from '../applications.ts'
import { expectNoFailure, startLoad } from '../constant-load.ts'
import { startProgram } from '../customer-program.ts'
import { startOAuthClient } from '../oauth-client.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('fifty calls a second go through a whole rotation of a secret, and none fails', async ({ page }) => {
  const client = await startOAuthClient()
  const name = 'Content pipeline'
  await openApplicationsAs(page, 'developer@northwind.test')
  const { id, secret: first } = await createApplication(page, name, [{ group: 'Posts', level: 'Read' }])
  const programs = Array.from({ length: 6 }, () => startProgram(client))
  const useSecret = (secret: string, program: number) =>
    programs[program]?.useApplication({
      ...{ id, secret },
      method: program % 2 ? 'client_secret_basic' : 'client_secret_post',
    })
  for (const program of programs.keys()) useSecret(first, program)
  const load = startLoad(async number => programs[number % programs.length]?.readPosts())

  await setTimeout(2_000)
  const second = await startRotation(page, name)
  // The new secret is rolled out: one program after another is told of it.
  for (const program of programs.keys()) {
    useSecret(second, program)
    await setTimeout(1_000)
  }
  await openSecrets(page, name)
  await finishRotation(page, name)
  expect(await client.refusalOf({ id, secret: first, method: 'client_secret_basic' })).toBe('invalid_client')
  await setTimeout(4_000)
  expectNoFailure(await load.stop())
})
