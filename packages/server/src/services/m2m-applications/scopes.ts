import type { FieldError, List, Permission } from '@keydesk/contract'
import * as z from 'zod'
import { findUnoffered, listOffered } from '../permissions.ts'
import type { ServiceCall, ServiceContext } from '../service-context.ts'

/** The scopes the host offers on M2M applications, and which of them the actor may grant. */
export const listScopes = (context: ServiceContext, call: ServiceCall): Promise<List<Permission>> =>
  listOffered(context, call, context.settings.applicationScopes)

/** The scopes that are not on offer, each at its first place in the body. */
export const findUnknownScopes = async (
  context: ServiceContext,
  signal: AbortSignal,
  body: unknown,
  isWrongAnyway: boolean,
): Promise<FieldError[]> => {
  const { limits, applicationScopes: offered } = context.settings
  const slugs = scopesOf(body)
  if (slugs.length > limits.scopesPerApplication) return []
  const detail = 'This scope is not offered on applications.'
  return findUnoffered(context, signal, { slugs, field: 'scopes', offered, detail, isWrongAnyway })
}

/** The scopes of a body whose other fields may be in trouble; none when it holds no list of strings. */
export const scopesOf = (body: unknown): string[] => {
  const fields = z.object({ scopes: z.array(z.string()) }).safeParse(body)
  return fields.success ? fields.data.scopes : []
}
