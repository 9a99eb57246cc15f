import type { ExportCredentialsQuery } from '@keydesk/contract'
import { type From, listCredentials, type StoredCredential } from '../store/index.ts'
import {
  type AnyCredential,
  freshenBoth,
  keepServed,
  readCredentialFilter,
  toCredential,
} from './credentials.ts'
import type { ServiceCall, ServiceContext } from './service-context.ts'

/** A file that is written while it is sent. */
export interface Download {
  contentType: string
  fileName: string
  parts: AsyncGenerator<string>
}

/** Tells a file from every other result. */
export const isDownload = (result: unknown): result is Download =>
  typeof result === 'object' && result !== null && 'parts' in result

const atOnce = 500

/** Writes all credentials that a filter names into a file, the newest first; however many there are, a few are held at a time. */
export const exportCredentials = async (
  context: ServiceContext,
  { actor, signal }: ServiceCall,
  { format, ...filter }: ExportCredentialsQuery,
): Promise<Download> => {
  await freshenBoth(context, actor.organization.id, signal)
  const pages = readAll(context, readCredentialFilter(actor, filter))
  const day = context.now().toISOString().slice(0, 10)
  return {
    contentType: format === 'csv' ? 'text/csv; charset=utf-8; header=present' : 'application/json',
    fileName: `credentials-${day}.${format}`,
    parts: format === 'csv' ? writeCsv(pages) : writeJson(pages),
  }
}

async function* readAll(
  context: ServiceContext,
  filter: ReturnType<typeof readCredentialFilter>,
): AsyncGenerator<AnyCredential[]> {
  const at = context.now()
  const kinds = keepServed(context, filter.kinds)
  let position: From | undefined
  do {
    const query = {
      ...filter,
      kinds,
      position,
      sort: 'createdAt' as const,
      descending: true,
      limit: atOnce,
      now: at,
      policy: context.settings.policy,
    }
    const page = await context.store.transaction(tx => listCredentials(tx, query), 'snapshot')
    yield page.credentials.map((credential: StoredCredential) => toCredential(context, credential, at))
    position = page.next === null ? undefined : { after: page.next }
  } while (position !== undefined)
}

async function* writeJson(pages: AsyncGenerator<AnyCredential[]>): AsyncGenerator<string> {
  let before = '{"data":['
  for await (const page of pages) {
    if (page.length === 0) continue
    yield before + page.map(credential => JSON.stringify(credential)).join(',')
    before = ','
  }
  yield before === ',' ? ']}' : `${before}]}`
}

/** A table by RFC 4180. It begins with a byte order mark, without which spreadsheets take it for another encoding than UTF-8. */
async function* writeCsv(pages: AsyncGenerator<AnyCredential[]>): AsyncGenerator<string> {
  yield `\uFEFF${writeRow(Object.keys(columns))}`
  for await (const page of pages)
    yield page.map(credential => writeRow(Object.values(columns).map(column => column(credential)))).join('')
}

const columns: Record<string, (credential: AnyCredential) => string | null> = {
  kind: ({ kind }) => kind,
  id: ({ id }) => id,
  name: ({ name }) => name,
  status: ({ status }) => status,
  identifier: it => (it.kind === 'api_key' ? it.obfuscatedValue : it.clientId),
  allowed: it => (it.kind === 'api_key' ? it.permissions : it.scopes).join(' '),
  createdAt: ({ createdAt }) => createdAt,
  expiresAt: it => (it.kind === 'api_key' ? it.expiresAt : null),
  lastUsedAt: ({ lastUsedAt }) => lastUsedAt,
  reviewDueAt: ({ reviewDueAt }) => reviewDueAt,
  attention: ({ attention }) => attention.join(' '),
  secrets: it =>
    it.kind === 'api_key' ? null : String(it.secrets.filter(({ status }) => status !== 'deleted').length),
  owner: ({ owner }) => owner?.name ?? null,
  ownerEmail: ({ owner }) => owner?.email ?? null,
  createdBy: ({ createdBy }) => createdBy?.email ?? null,
  purpose: ({ purpose }) => purpose,
  description: it => (it.kind === 'api_key' ? null : it.description),
  origin: ({ origin }) => origin,
}

const writeRow = (cells: readonly (string | null)[]): string => `${cells.map(writeCell).join(',')}\r\n`

/**
 * Where a spreadsheet would begin to read a formula, and somebody else has written it: at the start of a cell. One that separates
 * cells by semicolons or tabs knows nothing of our quotes and begins a cell behind each of those and on each line as well.
 */
const formula = /^(?=[=+\-@＝＋－＠\t\r\n])|(?<=[;\t\r\n])(?="*[=+\-@＝＋－＠])/g

const writeCell = (text: string | null): string => {
  const safe = (text ?? '').replace(formula, "'")
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
