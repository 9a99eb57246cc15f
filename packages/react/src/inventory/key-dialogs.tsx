'use client'
import type { ApiKey, CredentialMigration, M2MApplication } from '@keydesk/contract'
import { useCallback } from 'react'
import { KeysDialogs, type KeysDialogsProps } from '../api-keys/keys-dialogs.tsx'
import { useApiKey } from '../hooks/use-api-key.ts'
import { inventoryMarks } from '../messages/english/inventory-marks.ts'
import { revokeDialog } from '../messages/english/revoke-dialog.ts'
import { useWords, useWordsOf, WordsContext } from '../messages/words.ts'

export { preloadCreate } from '../api-keys/keys-dialogs.tsx'

/** Props of `KeyDialogs`. */
export interface KeyDialogsProps extends Omit<KeysDialogsProps, 'known' | 'toLatest' | 'isMoving'> {
  /** What the inventory shows. */
  credentials: readonly (ApiKey | M2MApplication)[]
  /** What moves a key to an application now. */
  plans: readonly CredentialMigration[]
}

/** The dialogs of a key that are open over the inventory: those of the list of keys. */
const KeyDialogs = ({ credentials, plans, refresh, ...props }: KeyDialogsProps) => {
  const { open, keyId } = props
  const id = open && 'apiKey' in open ? open.apiKey.id : keyId
  // The key in the details may be on no page of the list.
  const { apiKey: inDetails, refresh: refreshKey } = useApiKey(keyId)
  const refreshBoth = useCallback(
    () => Promise.all([refresh(), keyId !== null && refreshKey()]),
    [refresh, refreshKey, keyId],
  )
  const find = (wanted: string | null) =>
    [inDetails, ...credentials].find(
      (known): known is ApiKey => known?.kind === 'api_key' && known.id === wanted,
    )
  const plan = plans.find(({ apiKey }) => apiKey.id === id)
  const words = useWords()
  const revoke = useWordsOf('revokeDialog', revokeDialog)
  const { moving } = useWordsOf('inventoryMarks', inventoryMarks)
  // The list of keys knows of no plans: what revoking does to one is said with what it does besides.
  const final = plan ? `${moving.revoking(plan.application.name)} ${revoke.final}` : revoke.final
  return (
    <WordsContext.Provider
      value={{ ...words, parts: { ...words.parts, revokeDialog: { ...revoke, final } } }}
    >
      <KeysDialogs
        {...props}
        known={find(keyId)}
        isMoving={plan !== undefined}
        toLatest={apiKey => find(apiKey.id) ?? apiKey}
        refresh={refreshBoth}
      />
    </WordsContext.Provider>
  )
}

export default KeyDialogs
