import { createEmulator, type Emulator } from '@keydesk/workos-emulator'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Actor } from '../actor.ts'
import { createLog } from '../log.ts'
import type { Config } from '../settings.ts'
import { migrateStore, openStore, type Store } from '../store/index.ts'
import { accountOf } from '../testing/account-of.ts'
import { actors, pageOrigin } from '../testing/start-broker.ts'
import { runSql } from '../testing/start-postgres.ts'
import { describeOnServer } from '../testing/store-engines.ts'
import { createHandler } from './create-handler.ts'

describeOnServer('rate limits on a server', postgres => {
  let emulator: Emulator
  let url: string
  let stores: [Store, Store]
  const lines: string[] = []
  beforeAll(async () => {
    emulator = await createEmulator({ port: 0 })
    url = await postgres().createDatabase()
    await runSql(url, 'create role counting_app login')
    const applicationUrl = url.replace('postgres@', 'counting_app@')
    await migrateStore({ migrationUrl: url, applicationUrl })
    stores = [openStore({ url: applicationUrl }), openStore({ url: applicationUrl, connectTimeoutMs: 1000 })]
    await Promise.all(stores.map(store => store.ready()))
  }, 60_000)
  afterAll(async () => {
    await Promise.all(stores.map(store => store.close()))
    await emulator.close()
  })

  /** Two brokers with a pool each, as two processes have. */
  const startBrokers = (limits: Config['limits']) =>
    stores.map(store => {
      let asking: Actor = actors.admin
      const handler = createHandler({
        actor: async () => asking,
        store,
        log: createLog({ destination: { write: line => void lines.push(line) } }),
        config: {
          workos: accountOf(emulator),
          origins: [pageOrigin],
          keyPermissions: 'all',
          demo: true,
          limits,
        },
      })
      return (as: Actor) => {
        asking = as
        const headers = { 'Keydesk-Client': 'keydesk-tests/1.0' }
        return handler(new Request('https://bff.keydesk.test/api/keydesk/v1/session', { headers }))
      }
    })
  const forget = () => runSql(url, 'truncate keydesk.rate_limits')
  const rows = async () =>
    (await runSql(url, 'select key, points from keydesk.rate_limits order by key')).rows.map(
      ({ key, points }) => [key, points],
    )
  const count = (answers: Response[], status: number) =>
    answers.filter(answer => answer.status === status).length

  it('count for all brokers of a database together, as a role that owns no table', async () => {
    await forget()
    const brokers = startBrokers({ personBurst: 30, personRequestsPerSecond: 1 })
    const answers = await Promise.all(
      Array.from({ length: 20 }).flatMap(() => brokers.map(ask => ask(actors.admin))),
    )
    expect([count(answers, 200), count(answers, 429)]).toEqual([30, 10])
    const refused = answers.find(({ status }) => status === 429)
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThan(1)
    const others = await Promise.all(brokers.map(ask => ask(actors.developer)))
    expect(
      others.map(({ headers }) => headers.get('RateLimit')?.match(/"person";r=(\d+)/)?.[1]).sort(),
    ).toEqual(['28', '29'])
    expect(lines.filter(line => line.includes('"level":"error"'))).toEqual([])
  })

  it('ask the database nothing about somebody who is known to have sent too much', async () => {
    await forget()
    const [ask = async () => new Response()] = startBrokers({ personBurst: 20, personRequestsPerSecond: 1 })
    for (let sent = 0; sent < 40; sent += 1) await ask(actors.admin)
    expect(await rows()).toEqual([
      ['organization:org_northwind', 21],
      ['person:user_northwind_admin', 21],
    ])
  })

  it('are kept in a table that is not written ahead', async () => {
    const { rows: found } = await runSql(
      url,
      `select relpersistence from pg_class where oid = 'keydesk.rate_limits'::regclass`,
    )
    expect(found).toEqual([{ relpersistence: 'u' }])
  })

  it('hold in each broker alone while the database is down, and refuse nobody else', async () => {
    const [, ask = async () => new Response()] = startBrokers({
      personBurst: 30,
      personRequestsPerSecond: 1,
    })
    await postgres().stop()
    lines.length = 0
    const answers: Response[] = []
    for (let sent = 0; sent < 35; sent += 1) answers.push(await ask(actors.admin))
    await postgres().start()
    expect([count(answers, 200), count(answers, 429)]).toEqual([30, 5])
    expect(answers[0]?.headers.get('RateLimit')).toMatch(/^"person";r=29;t=\d+, "organization";r=1999;t=\d+$/)
    expect(lines.filter(line => line.includes('counted by this instance alone'))).toHaveLength(1)
  })
})
