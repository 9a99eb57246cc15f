import { randomUUID } from 'node:crypto'
import { matchRoute, type Operation } from '@keydesk/contract'
import type { ActorPort, MembersPort, OrganizationActor } from '../actor.ts'
import { createEvictionPush } from '../eviction/index.ts'
import { isKeydeskError, KeydeskError, malformedRequest } from '../keydesk-error.ts'
import { createLog, type Log } from '../log.ts'
import { createOpenApi } from '../openapi.ts'
import { type Counted, createRateLimiter, type RateLimiter } from '../rate-limits/index.ts'
import { responseSchemas } from '../schemas/responses.ts'
import { requireAccess } from '../services/access.ts'
import { isDownload } from '../services/export-credentials.ts'
import { workosMembers } from '../services/members.ts'
import type { GateCall, ServiceContext } from '../services/service-context.ts'
import { requireRecentSignIn } from '../services/step-up.ts'
import { type Config, completeConfig, type Settings } from '../settings.ts'
import { isStoreSetupError, isStoreUnavailable, type Store } from '../store/index.ts'
import { createInstruments, withSpan } from '../telemetry/index.ts'
import { createWorkosGateway, type WorkosGateway } from '../workos/gateway.ts'
import { WorkosRefusal } from '../workos/refusal.ts'
import { upstreamInvalid, upstreamTimeout } from '../workos/upstream-error.ts'
import { allowCors, answerPreflight } from './cors.ts'
import { type Deadline, startDeadline } from './deadline.ts'
import { type GateOperation, gateOperations, isGateOperation, requireGateToken } from './gate-operations.ts'
import { guardRequest } from './guard-request.ts'
import { logOutcome } from './log-outcome.ts'
import { isServed } from './m2m-operations.ts'
import { describeOutcome, measureOutcome } from './measure-outcome.ts'
import { isMinting, mintOnce } from './mint-once.ts'
import { noQuery } from './operation-entry.ts'
import { operations } from './operations.ts'
import { parseJsonBody, readBody, requireJson } from './read-body.ts'
import { readIdempotencyKey } from './read-idempotency-key.ts'
import { readQuery } from './read-query.ts'
import { type DownloadEnd, toDownload, toProblemResponse, toResponse } from './respond.ts'

/** What a host gives the broker. */
export interface HandlerOptions {
  config: Config
  /** Who is asking. */
  actor: ActorPort
  /** Who can own a credential; default: the active members of the organization at WorkOS. */
  members?: MembersPort
  /** What Keydesk remembers. */
  store: Store
  /** Default: a gateway made from `config.workos`. */
  workos?: WorkosGateway
  /** Default: pino on standard output at `config.logLevel`. */
  log?: Log
  now?: () => Date
  /** Makes request ids. */
  id?: () => string
}

/** The broker: gives every request its response, whatever happens. */
export type Handler = (request: Request) => Promise<Response>

/** What is known of a request by the time it is logged. */
export interface Trace {
  requestId: string
  method: string
  operation: Operation | null
  actor: OrganizationActor | null
  /** What the operator must do, although the answer is as it should be. */
  operatorHint: string | null
  /** What the answer says of rate limits; nothing where the request was not counted. */
  rateLimitFields: Record<string, string>
  /** How a file ends that is written while it is sent; null for every other answer. */
  downloadEnd: Promise<DownloadEnd> | null
}

/** What came of a request. */
export interface Outcome {
  trace: Trace
  response: Response
  failure: KeydeskError | null
  /** False where the answer broke off before its end. */
  isWhole: boolean
  durationMs: number
}

/** Makes the broker. Throws a `ConfigError` for a configuration that cannot work; the handler itself never throws. */
export const createHandler = (options: HandlerOptions): Handler => {
  const settings = completeConfig(options.config)
  const { workos: account, upstreamTimeoutMs: timeoutMs } = settings
  const { store } = options
  const workos = options.workos ?? createWorkosGateway({ account, timeoutMs })
  const log = options.log ?? createLog({ level: settings.logLevel })
  const broker: Broker = {
    context: {
      settings,
      workos,
      store,
      members: options.members ?? workosMembers(workos),
      evict: createEvictionPush(settings.eviction),
      now: options.now ?? (() => new Date()),
      id: randomUUID,
    },
    actor: options.actor,
    count: createRateLimiter({ limits: settings.limits, store, log }),
    openApi: createOpenApi(settings),
  }
  const id = options.id ?? randomUUID

  const instruments = createInstruments()

  return request =>
    withSpan('request', {}, async span => {
      const started = performance.now()
      const trace: Trace = {
        requestId: id(),
        method: request.method,
        operation: null,
        actor: null,
        operatorHint: null,
        rateLimitFields: {},
        downloadEnd: null,
      }
      const deadline = startDeadline(timeoutMs, broker.context.now())
      let response: Response
      let failure: KeydeskError | null = null
      try {
        const preflight = answerPreflight(request, settings, trace.requestId)
        response = preflight ?? (await serve(broker, request, trace, deadline))
      } catch (error) {
        failure = toKeydeskError(error)
        response = toProblemResponse(failure, trace.requestId)
      } finally {
        deadline.clear()
      }
      for (const [name, value] of Object.entries(trace.rateLimitFields)) response.headers.set(name, value)
      describeOutcome(span, { trace, response, failure })
      const tell = (why: KeydeskError | null, isWhole = true) => {
        const outcome = { trace, response, failure: why, isWhole, durationMs: performance.now() - started }
        logOutcome(log, outcome)
        measureOutcome(instruments, outcome)
      }
      if (trace.downloadEnd === null) tell(failure)
      else {
        // What was promised with the headers is true only once all of it is sent.
        void trace.downloadEnd.then(({ isWhole, cause }) =>
          tell(cause === null ? null : toKeydeskError(cause), isWhole),
        )
      }
      return allowCors(response, request, settings)
    })
}

interface Broker {
  context: ServiceContext
  actor: ActorPort
  count: RateLimiter
  openApi: object
}

/** The checks of a request, in the order the contract promises: the earliest that fails decides the answer. */
const serve = async (
  broker: Broker,
  request: Request,
  trace: Trace,
  deadline: Deadline,
): Promise<Response> => {
  const { requestId } = trace
  const { settings } = broker.context
  const url = new URL(request.url)
  const { operation, params } = findRoute(request.method, url.pathname, settings)
  trace.operation = operation
  if (operation === 'getOpenApi') {
    readQuery(noQuery, url)
    return toResponse({ status: 200, body: broker.openApi, requestId })
  }

  if (isGateOperation(operation)) return serveGate(broker, request, { operation, url, trace, deadline })

  guardRequest(request, settings)
  const actor = await authenticate(broker.actor, request, deadline)
  trace.actor = actor
  const counted = await broker.count({ personId: actor.person.id, organizationId: actor.organization.id })
  trace.rateLimitFields = counted.fields
  if (counted.refusal) throw rateLimited(counted.refusal)

  const body = await readRequestBody(request, { ...operations[operation], settings, deadline })
  const { access: needed, status, prepare } = operations[operation]
  const run = prepare(url, actor)
  const minting = isMinting(operation) ? { operation, idempotencyKey: readIdempotencyKey(request) } : null
  const access = requireAccess(actor, needed, settings)
  const { context } = broker
  // Before the run begins: a sign-in later, the same Idempotency-Key is still unused.
  if (minting !== null) requireRecentSignIn(actor, settings.stepUp, context.now())

  const call = { actor, requestId, signal: deadline.signal, deadlineAt: deadline.at }
  const once = (runId: string): Promise<unknown> => run({ context, call, access, params, body, runId })
  const { result, replayed } = await deadline.race(
    minting === null
      ? once('').then(result => ({ result, replayed: false }))
      : mintOnce({ context, call, params, body, ...minting }, once),
    upstreamTimeout,
  )
  if (isDownload(result)) {
    const { response, end } = toDownload(result, requestId)
    trace.downloadEnd = end
    return response
  }
  return toResponse({
    status,
    requestId,
    ...toBody(operation, result),
    ...(replayed ? { headers: { 'Idempotent-Replayed': 'true' } } : {}),
  })
}

/** What the answer of an operation may hold, if it holds anything. */
const toBody = (operation: Operation, result: unknown): { body?: unknown } =>
  operation in responseSchemas
    ? { body: responseSchemas[operation as keyof typeof responseSchemas].parse(result) }
    : {}

/** A gate has no session and no organization of its own: its token is all it shows, and no person's rate counts it. */
const serveGate = async (
  { context }: Broker,
  request: Request,
  {
    operation,
    url,
    trace,
    deadline,
  }: { operation: GateOperation; url: URL; trace: Trace; deadline: Deadline },
): Promise<Response> => {
  const { settings } = context
  requireGateToken(request, settings)
  const { run, bodyBytes } = gateOperations[operation]
  const body = await readRequestBody(request, { needsBody: true, bodyBytes, settings, deadline })
  readQuery(noQuery, url)
  const call: GateCall = {
    signal: deadline.signal,
    warn: hint => {
      trace.operatorHint = hint
    },
  }
  const result = await deadline.race<unknown>(run(context, call, body), upstreamTimeout)
  const answer = toBody(operation, result)
  const { requestId } = trace
  return toResponse({ status: 'body' in answer ? 200 : 204, requestId, ...answer })
}

const findRoute = (method: string, pathname: string, settings: Settings) => {
  const { basePath } = settings
  const path = pathname.startsWith(`${basePath}/`) ? pathname.slice(basePath.length) : ''
  const match = matchRoute(method, path, operation => isServed(operation, settings))
  if (match === null) {
    throw new KeydeskError({ code: 'route_not_found', detail: 'Keydesk has no such route.' })
  }
  if (match.operation === null) {
    throw new KeydeskError({
      code: 'method_not_allowed',
      detail: `This route takes ${match.allow.join(', ')}.`,
      headers: { Allow: match.allow.join(', ') },
    })
  }
  return match
}

/** Asks the host who this is. The port gets no body, and may not take longer than the request has. */
const authenticate = async (
  port: ActorPort,
  request: Request,
  deadline: Deadline,
): Promise<OrganizationActor> => {
  const { method, headers } = request
  const question = new Request(request.url, { method, headers, signal: deadline.signal })
  const actor = await deadline.race(port(question), upstreamTimeout)
  if (actor === null) {
    throw new KeydeskError({
      code: 'unauthenticated',
      detail: 'Nobody is signed in, or the session has ended.',
    })
  }
  const { organization } = actor
  if (organization === null) {
    throw new KeydeskError({
      code: 'no_organization',
      detail: 'API keys belong to an organization; choose one first.',
    })
  }
  return { ...actor, organization }
}

const rateLimited = ({ whose, retryAfterSeconds }: NonNullable<Counted['refusal']>) =>
  new KeydeskError({
    code: 'rate_limited',
    detail: `${whose === 'person' ? 'You have' : 'Your organization has'} sent too many requests. Try again in ${retryAfterSeconds} s.`,
    headers: { 'Retry-After': String(retryAfterSeconds) },
  })

/** Size, media type and syntax, in this order. */
const readRequestBody = async (
  request: Request,
  {
    needsBody,
    bodyBytes,
    settings,
    deadline,
  }: { needsBody: boolean; bodyBytes?: number | undefined; settings: Settings; deadline: Deadline },
): Promise<unknown> => {
  const late = () => malformedRequest('The request body did not arrive in time.')
  const raw = await deadline.race(readBody(request, bodyBytes ?? settings.limits.bodyBytes), late)
  requireJson(raw)
  if (needsBody) return parseJsonBody(raw)
  if (raw.bytes.byteLength > 0) throw malformedRequest('This route takes no body.')
  return undefined
}

/** What no check has foreseen is our fault; a refusal of WorkOS that no service could explain is WorkOS's. */
const toKeydeskError = (error: unknown): KeydeskError => {
  if (isKeydeskError(error)) return error
  if (error instanceof WorkosRefusal) return upstreamInvalid(error)
  if (isStoreUnavailable(error) || isStoreSetupError(error)) return storeUnavailable(error)
  return new KeydeskError({
    code: 'internal',
    detail: 'Something went wrong on our side. The request id leads to the details in the log.',
    cause: error,
  })
}

const storeUnavailable = (cause: Error) =>
  new KeydeskError({
    code: 'store_unavailable',
    detail: 'The store cannot be reached at the moment. Try again in a few seconds.',
    headers: { 'Retry-After': '5' },
    cause,
  })
