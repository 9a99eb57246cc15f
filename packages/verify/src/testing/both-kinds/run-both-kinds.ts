import { setImmediate as turn } from 'node:timers/promises'
import type fc from 'fast-check'
import { createVerifier, type Outcome, type VerifierOptions } from '../../index.ts'
import type { Command } from './commands.ts'
import { confirmedMs, createSimulatedIssuer, issuerUrl, keySet } from './simulated-issuer.ts'
import { cache, createSimulatedKeys } from './simulated-keys.ts'
import { createSimulatedTime } from './simulated-time.ts'

/** How a gate is run. */
export interface RunOptions {
  /** Answers come in any order; without it, at once and one after another. */
  scheduler?: fc.Scheduler
  /** Whether the issuer is asked about each token. */
  introspects?: boolean
  /** Settings that differ from the usual ones. */
  settings?: Partial<VerifierOptions>
  /** Commands that do nothing. */
  without?: readonly Command['do'][]
}

/** What came of a run: every answer that was wrong, and what was answered to keys and to tokens. */
export interface RunResult {
  wrong: string[]
  keys: string[]
  tokens: string[]
}

const summarize = (outcome: Outcome): string =>
  outcome.ok
    ? `${outcome.credential.kind} ${outcome.credential.id} ${outcome.credential.permissions.join(' ')}`
    : outcome.code

/** Runs a gate through the commands and judges each of its answers by what was true when. */
export const runBothKinds = async (
  list: readonly Command[],
  { scheduler, introspects = false, settings = {}, without = [] }: RunOptions = {},
): Promise<RunResult> => {
  const prompt = scheduler === undefined
  const wait = async () => {
    await scheduler?.schedule(Promise.resolve(), 'answer')
  }
  const time = createSimulatedTime()
  const keys = createSimulatedKeys(time)
  const issuer = createSimulatedIssuer(time, wait)
  const client = { clientId: 'gate', clientSecret: 'secret' }
  const gate = createVerifier({
    validate: async value => {
      const answer = keys.answer(value)
      await wait()
      return answer
    },
    tokens: {
      issuer: issuerUrl,
      algorithms: ['EdDSA'],
      fetch: issuer.fetch,
      keySet,
      ...(introspects && { introspection: { ...client, freshMs: confirmedMs } }),
    },
    cache: { ...cache, staleWaitMs: prompt ? 1_000 : 0 },
    missBudget: { burst: 10_000 },
    timeoutMs: 60_000,
    now: time.wall,
    elapsed: time.passed,
    ...settings,
  })
  const result: RunResult = { wrong: [], keys: [], tokens: [] }
  const running: Promise<void>[] = []

  const verify = async (
    value: string,
    outcomes: string[],
    judge: (outcome: Outcome, asked: { at: number; earliestWall: number }) => string | null,
  ) => {
    const at = time.passed()
    const watch = time.watch()
    const place = outcomes.push('') - 1
    const answered = gate.verify(value).then(outcome => {
      watch.stop()
      outcomes[place] = summarize(outcome)
      const mistake = judge(outcome, { at, earliestWall: watch.earliest() })
      if (mistake !== null) result.wrong.push(mistake)
    })
    running.push(answered)
    if (!prompt) return
    await answered
    // What runs in the background is at once as well.
    for (let rounds = 0; rounds < 5; rounds++) await turn()
  }

  /** What the gate has yet to be told. */
  let untold: { id: string; wasTold: () => void }[] = []
  const tell = async (news: typeof untold) => {
    for (const { wasTold } of news) wasTold()
    await gate.evict(news.map(({ id }) => id))
  }
  const change = async (key: number, told: boolean, apply: Parameters<typeof keys.change>[1]) => {
    const news = keys.change(key % keys.keys.length, apply)
    if (news === null) return
    if (told) await tell([news])
    else untold.push(news)
  }
  const settle = async () => {
    // Answers that were asked for while others were told need further rounds.
    for (let rounds = 0; rounds < 20; rounds++) {
      await turn()
      await scheduler?.waitIdle()
    }
  }

  const obey = async (next: Command): Promise<void> => {
    switch (next.do) {
      case 'verifyKey': {
        const index = next.key % keys.keys.length
        return verify(`sk_${index}`, result.keys, (outcome, asked) =>
          outcome.ok ? keys.judge(index, outcome.credential, asked, prompt) : null,
        )
      }
      case 'verifyToken': {
        const token = issuer.tokens.at(-1 - (next.token % issuer.tokens.length))
        if (token === undefined) return
        return verify(token.value, result.tokens, (outcome, asked) =>
          outcome.ok
            ? issuer.judgeYes(token, outcome.credential, asked, { prompt, introspects })
            : issuer.judgeNo(token, outcome.status === 503),
        )
      }
      case 'revoke':
        return change(next.key, next.told, key => {
          key.alive = false
        })
      case 'narrow':
        return change(next.key, next.told, key => {
          key.permissions = key.permissions.slice(1)
        })
      case 'shorten':
        return change(next.key, next.told, key => {
          key.expiresAt = time.real() + next.inMs + 1
        })
      case 'rotate':
        return change(next.key, next.told, key => {
          key.expiresAt = time.real() + 30_000
          keys.create(key.organizationId)
        })
      case 'webhook': {
        const news = untold
        untold = []
        return tell(news)
      }
      case 'mint': {
        const of = issuer.clients[next.client % issuer.clients.length]
        if (of !== undefined) issuer.mint(of, next.seconds)
        return
      }
      case 'deny': {
        const of = issuer.clients[next.client % issuer.clients.length]
        if (of === undefined) return
        void gate.deny(of.id)
        of.deniedAt = time.passed()
        return
      }
      case 'denyKeyId':
        // Of a key that no client shares its id with.
        return void gate.deny(`api_key_${next.key % 2 === 0 ? 0 : 2}`)
      case 'deleteSecret':
      case 'deleteApplication': {
        const of = issuer.clients[next.client % issuer.clients.length]
        if (of === undefined) return
        of.hasSecret = false
        if (next.do === 'deleteApplication') of.deletedAt = Math.min(of.deletedAt, time.passed())
        return
      }
      case 'rotateSigningKey':
        return issuer.rotate()
      case 'withdrawSigningKey':
        return issuer.withdraw(next.index)
      case 'reuseKeyId':
        return issuer.reuseKeyId()
      case 'validatorOutage':
        return keys.setDown(next.on)
      case 'issuerOutage':
        return issuer.setDown(next.on)
      case 'pass':
        return time.pass(next.ms)
      case 'setBack':
        return time.set(-next.ms)
      case 'setForward':
        return time.set(next.ms)
      case 'settle':
        return settle()
    }
  }
  // Before anything else, so that nobody may take a thing for true that only just was.
  await obey({ do: 'mint', client: 0, seconds: 86_400 })
  for (const next of list) {
    time.pass(1)
    if (!without.includes(next.do)) await obey(next)
  }

  let done = false
  void Promise.all(running).then(() => {
    done = true
  })
  while (!done) await settle()
  await gate.close()
  return result
}
