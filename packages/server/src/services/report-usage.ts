import { validationFailed } from '../keydesk-error.ts'
import { readFields } from '../schemas/field-errors.ts'
import { parseInstant } from '../schemas/instant.ts'
import { reportUsageSchema } from '../schemas/requests.ts'
import { recordUses } from '../store/index.ts'
import type { GateCall, ServiceContext } from './service-context.ts'

/**
 * Takes in what a gate has counted. Keys that are not known are passed over, so that nobody learns which there are. A report
 * whose answer was lost may be sent again, and then counts twice.
 */
export const reportUsage = async (
  { store, now }: ServiceContext,
  _call: GateCall,
  body: unknown,
): Promise<undefined> => {
  const fields = readFields(reportUsageSchema({ now }), body)
  if (!fields.ok) throw validationFailed(fields.errors)
  const at = now()
  const uses = fields.value.entries.map(({ id, count, lastUsedAt }) => {
    const told = parseInstant(lastUsedAt)
    // The clock of a gate may be ahead; no key was used later than now.
    return { id, count, lastUsedAt: told !== null && told < at ? told : at }
  })
  await store.query(tx => recordUses(tx, uses))
}
