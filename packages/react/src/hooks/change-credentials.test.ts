import type { ApiKey, CredentialMigration } from '@keydesk/contract'
import { QueryClient } from '@tanstack/react-query'
import { describe, expect, it } from 'vitest'
import { makeApiKey } from '../testing/make-api-key.ts'
import type { AnswerClient } from './answer-client.ts'
import { changeCredentials } from './change-credentials.ts'
import { createAnswerClient } from './create-answer-client.ts'
import { querySettings } from './query-settings.ts'
import { watchAnswer } from './watch-answer.ts'

const queryKey = ['keydesk', 'org', 'credentials']
const [kept, changed] = [makeApiKey({ id: 'kept' }), makeApiKey({ id: 'changed', name: 'Before' })]

/** An answer that somebody watches, given by the test each time it is asked for. */
const watch = (client: AnswerClient, name: unknown) => {
  const flights: { answer: (data: unknown) => void; signal: AbortSignal }[] = []
  const options = {
    ...querySettings,
    queryKey: [...queryKey, name],
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      new Promise<unknown>(answer => flights.push({ answer, signal })),
    enabled: true,
    staleTime: 0,
  }
  const answer = client.getQueryCache().build(client, options)
  watchAnswer(answer, options).subscribe(() => {})
  const land = async (data: unknown) => {
    flights.at(-1)?.answer(data)
    await expect.poll(() => answer.state.fetchStatus).toBe('idle')
  }
  return { answer, flights, land }
}

describe.each([
  ['a private client', createAnswerClient],
  ['a host’s query client', (): AnswerClient => new QueryClient()],
])('changing keys in %s', (_, createClient) => {
  const rename = (apiKey: ApiKey) => (apiKey.id === 'changed' ? { ...apiKey, name: 'After' } : apiKey)
  const drop = (apiKey: ApiKey) => (apiKey.id === 'changed' ? null : apiKey)

  it('shows the change at once in every page, in the key by itself and in no other answer, and asks for each anew', async () => {
    const client = createClient()
    const summary = { active: 2 }
    const asked = [watch(client, { limit: 25 }), watch(client, 'changed'), watch(client, 'summary')]
    const [list, one, sum] = asked
    await list?.land({ data: [kept, changed], total: 2, nextCursor: null })
    await one?.land(changed)
    await sum?.land(summary)
    changeCredentials(client, queryKey, rename)
    expect(list?.answer.state.data).toMatchObject({
      data: [kept, { id: 'changed', name: 'After' }],
      total: 2,
    })
    expect(one?.answer.state.data).toMatchObject({ name: 'After' })
    expect(sum?.answer.state.data).toEqual(summary)
    for (const { answer, flights } of asked) {
      expect(flights).toHaveLength(2)
      expect(answer.state.fetchStatus).toBe('fetching')
    }
  })

  it('shows the change of what holds credentials as well, a migration say', async () => {
    const client = createClient()
    const migration = { id: 'migration_1', status: 'running', apiKey: changed }
    const [list, one] = [watch(client, { limit: 25 }), watch(client, 'migration_1')]
    await list.land({ data: [migration], total: 1, nextCursor: null })
    await one.land(migration)
    changeCredentials<CredentialMigration>(client, queryKey, known =>
      known.id === migration.id ? { ...known, status: 'finished' } : known,
    )
    expect(list.answer.state.data).toMatchObject({ data: [{ status: 'finished' }], total: 1 })
    expect(one.answer.state.data).toMatchObject({ status: 'finished', apiKey: changed })
  })

  it('takes a key out of its page and of the total, and leaves one that is shown by itself', async () => {
    const client = createClient()
    const [list, one] = [watch(client, { limit: 25 }), watch(client, 'changed')]
    await list.land({ data: [kept, changed], total: 2, nextCursor: null })
    await one.land(changed)
    changeCredentials(client, queryKey, drop)
    expect(list.answer.state.data).toMatchObject({ data: [kept], total: 1 })
    expect(one.answer.state.data).toEqual(changed)
  })

  it('does not let a page that was on its way bring the key back', async () => {
    const client = createClient()
    const list = watch(client, { limit: 25 })
    await list.land({ data: [kept, changed], total: null, nextCursor: null })
    changeCredentials(client, queryKey, apiKey => apiKey)
    changeCredentials(client, queryKey, drop)
    const [, old, latest] = list.flights
    expect([old, latest].map(flight => flight?.signal.aborted)).toEqual([true, false])
    old?.answer({ data: [kept, changed], total: null, nextCursor: null })
    await Promise.resolve()
    expect(list.answer.state.data).toMatchObject({ data: [kept], total: null })
    await list.land({ data: [kept], total: null, nextCursor: null })
    expect(list.answer.state).toMatchObject({ data: { data: [kept] }, error: null })
  })

  it('asks anew for a first answer that was on its way', async () => {
    const client = createClient()
    const list = watch(client, { limit: 25 })
    changeCredentials(client, queryKey, drop)
    expect(list.flights.map(({ signal }) => signal.aborted)).toEqual([true, false])
    await list.land({ data: [kept], total: 1, nextCursor: null })
    expect(list.answer.state.data).toMatchObject({ total: 1 })
  })
})
