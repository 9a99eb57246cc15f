import { createHash } from 'node:crypto'
import { type ErrorCode, errors } from '@keydesk/contract'
import { isKeydeskError, KeydeskError } from '../keydesk-error.ts'
import { writeCanonicalJson } from '../store/canonical-json.ts'
import { beginIdempotent, finishIdempotent, listOpenIntents, releaseIdempotent } from '../store/index.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

const keptMs = 24 * 3_600_000

/** A run that is so long past its deadline is over, whatever became of it. */
const graceMs = 60_000

/** A request that mints a secret, and the client's word for it. */
export interface MintingRequest {
  /** Operation and parameters. */
  route: readonly string[]
  idempotencyKey: string
  body: unknown
}

/** What a minting request comes to; a replay carries no secret. */
export interface Minted {
  result: unknown
  replayed: boolean
}

/**
 * Runs a minting request once per client's word, organization, person and route. Throws `idempotency_in_progress` while the first
 * runs or its outcome at WorkOS is unknown, `idempotency_key_reused` for another body, and the first's own error where that was final.
 */
export const runOnce = async (
  context: ServiceContext,
  { actor, deadlineAt }: ServiceCall,
  request: MintingRequest,
  run: (runId: string) => Promise<unknown>,
): Promise<Minted> => {
  const { store, now, id } = context
  const organizationId = actor.organization.id
  const runId = id()
  const at = now()
  const begun = await store.transaction(tx =>
    beginIdempotent(tx, {
      scopeHash: hash([organizationId, actor.person.id, ...request.route, request.idempotencyKey]),
      organizationId,
      fingerprint: hash([writeCanonicalJson(request.body ?? null)]),
      runId,
      now: at,
      deadlineAt,
      deadAfter: new Date(at.getTime() - graceMs),
      expiresAt: new Date(at.getTime() + keptMs),
    }),
  )
  if (begun.state === 'reused') throw reused()
  if (begun.state === 'running') throw inProgress()
  if (begun.state === 'replay') return replay(begun)
  try {
    return { result: await run(runId), replayed: false }
  } catch (error) {
    await settle(context, { organizationId, runId, error })
    throw error
  }
}

/** The outcome of a run as it is kept: without the secret. */
export const keepOutcome = (
  result: { value: string | null } & Record<string, unknown>,
): { ok: true; result: unknown } => ({ ok: true, result: { ...result, value: null } })

const replay = ({ body }: { body: unknown }): Minted => {
  const kept = body as { ok: true; result: unknown } | { ok: false; error: KeptError }
  if (kept.ok) return { result: kept.result, replayed: true }
  throw new KeydeskError({ ...kept.error, headers: { 'Idempotent-Replayed': 'true' } })
}

type KeptError = Pick<
  ConstructorParameters<typeof KeydeskError>[0],
  'code' | 'detail' | 'errors' | 'permissions'
>

/** A final refusal is kept; a failure that certainly did nothing lets the client try again; anything else waits to be settled. */
const settle = async (
  { store }: ServiceContext,
  { organizationId, runId, error }: { organizationId: string; runId: string; error: unknown },
): Promise<void> => {
  await store
    .transaction(async tx => {
      const isOpen = (await listOpenIntents(tx, organizationId)).some(({ id }) => id === runId)
      if (isOpen) return
      if (isKeydeskError(error) && isFinal(error)) {
        const { code, message: detail, errors: fields, permissions } = error
        const kept = { code, detail, ...(fields && { errors: fields }), ...(permissions && { permissions }) }
        await finishIdempotent(tx, {
          organizationId,
          runId,
          status: errors[code].status,
          body: { ok: false, error: kept },
        })
      } else {
        await releaseIdempotent(tx, { organizationId, runId })
      }
    })
    // The record runs out by itself; until then the client hears that the first request is still running.
    .catch(() => {})
}

/** Refusals that the same request may outlive: it may be sent again as it is once something else has changed. */
const passing: readonly ErrorCode[] = [
  'conflict',
  'quota_exceeded',
  'rate_limited',
  'reauthentication_required',
]

const isFinal = ({ code }: KeydeskError): boolean => errors[code].status < 500 && !passing.includes(code)

const reused = () =>
  new KeydeskError({
    code: 'idempotency_key_reused',
    detail: 'This Idempotency-Key was sent before with another body. Send a new one.',
  })

const inProgress = () =>
  new KeydeskError({
    code: 'idempotency_in_progress',
    detail: 'The first request with this Idempotency-Key is still running, or its outcome is not known yet.',
    headers: { 'Retry-After': '5' },
  })

const hash = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex')
