import type { FieldError } from '@keydesk/contract'
import * as z from 'zod'
import { toPointer } from '../schemas/field-errors.ts'

/** What the host's rules for one kind of credential ask of whoever makes one. */
export interface FactRules {
  ownerRequired: boolean
  purposeRequired: boolean
  /** What no credential of this kind may do without a purpose that says why. */
  needingReason: readonly string[]
}

const factsSchema = z.object({
  ownerId: z.unknown().optional(),
  purpose: z.unknown().optional(),
})

/** What the host's rules ask for and a body, whose other fields may be in trouble, leaves out. `grants`: what the credential may do. */
export const findMissingFacts = (
  body: unknown,
  grants: readonly string[],
  { ownerRequired, purposeRequired, needingReason }: FactRules,
): FieldError[] => {
  const facts = factsSchema.safeParse(body)
  if (!facts.success) return []
  const { ownerId, purpose } = facts.data
  const missing: FieldError[] = []
  if (ownerRequired && ownerId === undefined)
    missing.push({ pointer: toPointer(['ownerId']), code: 'required', detail: 'Say who owns it.' })
  const isSaid = typeof purpose === 'string' && purpose.trim() !== ''
  if (isSaid || (purpose !== undefined && purpose !== null && typeof purpose !== 'string')) return missing
  if (purposeRequired) missing.push(purposeMissing('Say what it is for.'))
  else missing.push(...findMissingReason(null, grants, needingReason))
  return missing
}

/** Whether what a credential may do needs a purpose that it does not have. */
export const findMissingReason = (
  purpose: string | null,
  grants: readonly string[],
  needingReason: readonly string[],
): FieldError[] => {
  const needing = grants.filter(grant => needingReason.includes(grant))
  if (needing.length === 0 || purpose) return []
  return [purposeMissing(`Say what it is for: ${needing.join(', ')} needs a reason.`)]
}

/** What is said where the purpose is missing. */
export const purposeMissing = (detail: string): FieldError => ({
  pointer: toPointer(['purpose']),
  code: 'required',
  detail,
})
