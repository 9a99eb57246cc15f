import { type ClientSecret, type Operations, routes } from '@keydesk/contract'
import * as z from 'zod'
import { notFound } from '../keydesk-error.ts'
import { responseSchemas } from '../schemas/responses.ts'
import { getApiKey } from '../services/api-keys.ts'
import { type Minted, runOnce } from '../services/idempotency.ts'
import { getM2MApplication } from '../services/m2m-applications/read-applications.ts'
import type { ServiceCall, ServiceContext } from '../services/service-context.ts'

type MintingOperation = {
  [O in keyof typeof routes]: (typeof routes)[O] extends { mints: true } ? O : never
}[keyof typeof routes]

/** Tells the operations whose outcomes are kept from every other. */
export const isMinting = (operation: keyof typeof routes): operation is MintingOperation =>
  'mints' in routes[operation]

/** A request that mints a secret, and the client's word for it. */
interface MintingCall {
  context: ServiceContext
  call: ServiceCall
  operation: MintingOperation
  params: Record<string, string>
  idempotencyKey: string
  body: unknown
}

/**
 * Mints once per client's word, and answers again with the outcome that was kept. Where another version of Keydesk kept it and
 * answers have other fields in this one, it is written anew, from the same credentials as they are now.
 */
export const mintOnce = async (
  { context, call, operation, params, idempotencyKey, body }: MintingCall,
  run: (runId: string) => Promise<unknown>,
): Promise<Minted> => {
  const route = [operation, ...Object.values(params)]
  const minted = await runOnce(context, call, { route, idempotencyKey, body }, run)
  if (!minted.replayed || responseSchemas[operation].safeParse(minted.result).success) return minted
  const ids = { ...idsSchema.parse(minted.result), path: params.id }
  return { result: await renewals[operation]({ context, call, ids }), replayed: true }
}

interface Renewal {
  context: ServiceContext
  call: ServiceCall
  ids: z.output<typeof idsSchema> & { path: string | undefined }
}

const idOf = z.object({ id: z.string() }).transform(({ id }) => id)
const idsSchema = z.object({ apiKey: idOf, previous: idOf, application: idOf, secret: idOf }).partial()

const renewals: {
  [O in MintingOperation]: (renewal: Renewal) => Promise<Operations[O]['response']>
} = {
  createApiKey: async ({ context, call, ids }) => ({
    apiKey: await getApiKey(context, call, ids.apiKey ?? ''),
    value: null,
  }),
  rotateApiKey: async ({ context, call, ids }) => ({
    apiKey: await getApiKey(context, call, ids.apiKey ?? ''),
    value: null,
    previous: await getApiKey(context, call, ids.previous ?? ''),
  }),
  createM2MApplication: async ({ context, call, ids }) => {
    const application = await getM2MApplication(context, call, ids.application ?? '')
    return { application, secret: pick(application.secrets, ids.secret), value: null }
  },
  createClientSecret: async ({ context, call, ids }) => {
    const { secrets } = await getM2MApplication(context, call, ids.path ?? '')
    return { secret: pick(secrets, ids.secret), value: null }
  },
}

const pick = (secrets: readonly ClientSecret[], sought: string | undefined): ClientSecret => {
  const found = secrets.find(({ id }) => id === sought)
  if (!found) throw notFound()
  return found
}
