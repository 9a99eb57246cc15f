import * as z from 'zod'

const text = z.string('invalid_type')
const metadata = z
  .record(
    z.string().regex(/^[\w-]{0,40}$/, 'invalid_key'),
    z.union([text.max(500, 'too_long'), z.number(), z.boolean()], 'invalid_value'),
    'invalid_type',
  )
  .refine(pairs => Object.keys(pairs).length <= 50, 'too_many')
  .optional()
const party = z.object({ id: text, type: text, name: text.optional(), metadata })

/** The body of `POST /audit_logs/events`. */
export const auditLogBodySchema = z.object({
  organization_id: text,
  event: z.object({
    action: text.min(1, 'required'),
    occurred_at: z.iso.datetime({ offset: true, error: 'invalid_date' }),
    actor: party,
    targets: z.array(party, 'invalid_type'),
    context: z.object({ location: text, user_agent: text.optional() }),
    metadata,
    version: z.int('invalid_type').optional(),
  }),
})
