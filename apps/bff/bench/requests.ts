import { readFileSync } from 'node:fs'
import { compare, type Ratio } from '../../../packages/server/bench/compare.ts'
import { runSql, type TestPostgres } from '../../../packages/server/src/testing/start-postgres.ts'
import { createEmulator, defaultSeed } from '../../../packages/workos-emulator/src/index.ts'
import { createVisitor } from '../src/testing/create-visitor.ts'
import { environmentFor, freePort, startBff } from '../src/testing/start-bff.ts'
import { buildBesideEmptyRoute, emptyPath, strangerPath } from './build-beside-empty-route.ts'

const rounds = 9
const requests = 400
const inFlight = 4

/** Measures what the broker's listing costs the BFF's process beside an empty route behind the same proxy, which reads the same session. */
export const measureRequests = async (postgres: TestPostgres): Promise<Ratio[]> => {
  const folder = buildBesideEmptyRoute()
  const url = await postgres.createDatabase()
  const organization = 'org_northwind'
  const emulator = await createEmulator({
    port: 0,
    // One session for the whole bench: what a refresh costs is not the question.
    seed: {
      ...defaultSeed,
      settings: { accessTokenSeconds: 3600 },
      apiKeys: [{ organization, count: 10_000, permissions: ['posts:read'] }],
    },
  })
  const port = await freePort()
  const base = `http://localhost:${port}`
  const unlimited = {
    KEYDESK_PERSON_BURST: '1000000',
    KEYDESK_PERSON_REQUESTS_PER_SECOND: '100000',
    KEYDESK_ORGANIZATION_BURST: '1000000',
    KEYDESK_ORGANIZATION_REQUESTS_PER_SECOND: '100000',
  }
  const environment = { ...environmentFor(emulator, [base]), ...unlimited }
  const bff = await startBff({ ...environment, DATABASE_URL: url }, port, folder)
  try {
    const visitor = await createVisitor(base).signIn('admin@northwind.test')
    const list = '/api/keydesk/v1/api-keys'
    for (const end = Date.now() + 120_000; !(await visitor.ask('/api-keys')).ok; ) {
      if (Date.now() > end) throw new Error('The organization was not listed.')
    }
    // The list is served from the store: no refresh falls into a round.
    await runSql(url, `update keydesk.mirror_states set refreshed_at = now() + interval '1 day'`)
    const cpuOf = (path: string) => async () => {
      const before = cpuTicks(bff.child.pid)
      let left = requests
      const ask = async () => {
        while (left > 0) {
          left -= 1
          const answer = await visitor.fetch(path, { headers: { 'keydesk-client': 'bench/1' } })
          if (!answer.ok) throw new Error(`${path} answered ${answer.status}`)
          await answer.arrayBuffer()
        }
      }
      await Promise.all(Array.from({ length: inFlight }, ask))
      return cpuTicks(bff.child.pid) - before
    }
    const ratioOf = await compare(
      {
        stranger: cpuOf(strangerPath),
        empty: cpuOf(emptyPath),
        session: cpuOf('/api/keydesk/v1/session'),
        list: cpuOf(list),
        search: cpuOf(`${list}?search=ey%20123`),
      },
      { rounds },
    )
    return [
      { name: 'BFF, CPU: a listing to an empty route', ratio: ratioOf('list', 'empty'), goal: 1.5 },
      { name: 'BFF, CPU: a search to an empty route', ratio: ratioOf('search', 'empty'), goal: null },
      { name: 'BFF, CPU: the session to an empty route', ratio: ratioOf('session', 'empty'), goal: null },
      {
        name: 'BFF, CPU: a listing to one without session',
        ratio: ratioOf('list', 'stranger'),
        goal: null,
      },
    ]
  } finally {
    await bff.stop()
    await emulator.close()
  }
}

/** What a process has used of the processor so far, all its threads together. */
const cpuTicks = (pid: number | undefined): number => {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The name in brackets may hold spaces; what follows it is numbered from the third field on.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return Number(fields[11]) + Number(fields[12])
}
