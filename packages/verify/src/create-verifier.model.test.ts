import fc from 'fast-check'
import { expect, test } from 'vitest'
import { commands, ofKeys, ofTokens } from './testing/both-kinds/commands.ts'
import { runBothKinds } from './testing/both-kinds/run-both-kinds.ts'

/**
 * The gate against a model: keys and tokens of two organizations, whose owners revoke, narrow, shorten, rotate, deny and delete, told
 * about or not, while answers arrive in any order, those who are asked go down and clocks are set. Whatever happens, a yes must have been
 * true recently enough, and for the credential that was shown.
 */

// MODEL_RUNS=5000 for a long look.
const numRuns = Number(process.env.MODEL_RUNS ?? 100)

test.each([false, true])(
  'answers in any order: no yes is older than its bound, or than what the gate was told (asking the issuer: %s)',
  async introspects => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), commands, async (scheduler, list) => {
        expect((await runBothKinds(list, { scheduler, introspects })).wrong).toEqual([])
      }),
      { numRuns },
    )
  },
)

test.each([false, true])(
  'answers at once: with every message lost, no yes is older than the fresh window (asking the issuer: %s)',
  async introspects => {
    await fc.assert(
      fc.asyncProperty(commands, async list => {
        expect((await runBothKinds(list, { introspects })).wrong).toEqual([])
      }),
      { numRuns },
    )
  },
)

test('nothing that happens to tokens, their issuer or their settings changes what is answered to keys', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async list => {
      const { keys } = await runBothKinds(list)
      const tokens = { issuer: 'https://elsewhere.test', fetch: () => Promise.reject(new TypeError('down')) }
      expect((await runBothKinds(list, { introspects: true })).keys).toEqual(keys)
      expect((await runBothKinds(list, { settings: { tokens } })).keys).toEqual(keys)
      expect((await runBothKinds(list, { without: ofTokens })).keys).toEqual(keys)
    }),
    { numRuns },
  )
})

test('nothing that happens to keys, whoever checks them or their settings changes what is answered to tokens', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async list => {
      const { tokens } = await runBothKinds(list)
      const down = { validate: () => Promise.reject(new Error('down')) }
      const none = { cache: { maxKeys: 1, freshMs: 0, staleMs: 0 }, missBudget: { burst: 0, perSecond: 0 } }
      expect((await runBothKinds(list, { settings: down })).tokens).toEqual(tokens)
      expect((await runBothKinds(list, { settings: none })).tokens).toEqual(tokens)
      expect((await runBothKinds(list, { without: ofKeys })).tokens).toEqual(tokens)
    }),
    { numRuns },
  )
})
