import type { FieldErrorCode } from '@keydesk/contract'
import * as z from 'zod'
import { type KeydeskError, validationFailed } from '../keydesk-error.ts'
import type { WorkosRefusal } from '../workos/refusal.ts'

/** What our fields are called at WorkOS, and what is wrong with one that it refuses. */
export type RefusedFields = ReadonlyMap<string, { pointer: string; code: FieldErrorCode }>

const refusalWire = z.object({ errors: z.array(z.object({ field: z.string().optional() })).min(1) })

/** Says in our words which fields WorkOS refused: its own words may quote anything. */
export const explainFields = ({ body }: WorkosRefusal, fields: RefusedFields): KeydeskError => {
  const result = refusalWire.safeParse(body)
  const refused = result.success
    ? result.data.errors.map(({ field }) => /^\w+/.exec(field ?? '')?.[0] ?? '')
    : ['']
  return validationFailed(
    [...new Set(refused)].map(field => ({
      ...(fields.get(field) ?? { pointer: '#', code: 'invalid' }),
      detail: 'WorkOS did not accept this.',
    })),
  )
}
