import { afterAll, beforeAll, describe } from 'vitest'
import { openStore, type Store } from '../store/index.ts'
import { openMemoryStore } from './open-memory-store.ts'
import { findPostgres, startPostgres, type TestPostgres } from './start-postgres.ts'

/** What a test of the store runs on. */
export interface StoreUnderTest {
  /** The one store of all tests of a kind of engine: each test takes organizations of its own. */
  store(): Store
  /** A second store on the same data, as another process would have; the same one where the engine serves only one. */
  otherStore(): Store
}

const bin = findPostgres()

/** Runs the same tests on the embedded engine and on a real server. */
export const describeOnEachEngine = (subject: string, tests: (on: StoreUnderTest) => void): void => {
  describe(`${subject}, embedded`, () => {
    let store: Store
    beforeAll(async () => {
      store = await openMemoryStore()
    }, 60_000)
    afterAll(() => store.close())
    tests({ store: () => store, otherStore: () => store })
  })

  describeOnServer(`${subject}, on a server`, postgres => {
    let stores: [Store, Store]
    beforeAll(async () => {
      const url = await postgres().createDatabase()
      stores = [openStore({ url }), openStore({ url })]
      // Both at once: one migrates, and the other waits for it.
      await Promise.all(stores.map(store => store.ready()))
    }, 60_000)
    afterAll(() => Promise.all(stores.map(store => store.close())))
    tests({ store: () => stores[0], otherStore: () => stores[1] })
  })
}

/** Runs tests on a real server, and says so loudly where there is none. */
export const describeOnServer = (subject: string, tests: (postgres: () => TestPostgres) => void): void => {
  describe.skipIf(bin === null)(bin === null ? `${subject} (skipped: no PostgreSQL)` : subject, () => {
    let postgres: TestPostgres
    beforeAll(async () => {
      postgres = await startPostgres(bin ?? '')
    }, 60_000)
    afterAll(() => postgres.close())
    tests(() => postgres)
  })
}
