import { changeKey, type StoredKey, type Tx } from '../../store/index.ts'
import type { ToldGates } from '../tell-gates.ts'

/** Writes down the end of a key as WorkOS has it now: a list that was read meanwhile may have brought the old one back. */
export const keepEnd =
  ({ organizationId, id }: Pick<StoredKey, 'organizationId' | 'id'>) =>
  async (tx: Tx, _gates: ToldGates, expiresAt: Date | null): Promise<void> =>
    void (await changeKey(tx, { organizationId, id, changes: { expiresAt } }))
