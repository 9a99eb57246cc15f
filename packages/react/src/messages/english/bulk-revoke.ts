import type { BulkRevokeResult } from '@keydesk/contract'
import type { Formats } from '../formats.ts'
import { keys } from './count-keys.ts'

const keysWere = (count: number, formats: Formats) =>
  `${keys(count, formats)} ${formats.plural(count) === 'one' ? 'was' : 'were'}`

/** The dialog that revokes several keys. */
export const bulkRevoke = {
  title: (count: number, formats: Formats) => `Revoke ${keys(count, formats)}?`,
  used: (count: number, { number }: Formats) =>
    `Used in the last 7 days: ${number(count)} of these. Whatever uses them stops working at once.`,
  unused: 'None of these was used in the last 7 days. Should something hold one, it stops working at once.',
  keys: 'The keys',
  confirm: 'Type how many keys these are to confirm',
  mismatch: (count: number, formats: Formats) =>
    `${formats.plural(count) === 'one' ? 'This is' : 'These are'} ${keys(count, formats)}.`,
  outcomes: {
    revoked: 'Revoked',
    not_found: 'Was gone already',
    failed: 'Not revoked',
  } satisfies Record<BulkRevokeResult['outcome'], string>,
  someFailed: (count: number, formats: Formats) => `${keysWere(count, formats)} not revoked.`,
  close: 'Done',
  done: (count: number, formats: Formats) => `${keysWere(count, formats)} revoked.`,
}
