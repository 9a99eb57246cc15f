'use client'
import { KeysDialogs } from '../api-keys/keys-dialogs.tsx'

export { preloadCreate } from '../api-keys/keys-dialogs.tsx'

/** The dialogs of a key that are open over the inventory: those of its own list. */
export default KeysDialogs
