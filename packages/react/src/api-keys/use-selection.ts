'use client'
import type { ApiKey } from '@keydesk/contract'
import { useState } from 'react'

/** The keys that are ticked. They stay so on every page and under every filter, and the bar counts them all. */
export interface Selection {
  selected: ReadonlyMap<string, ApiKey>
  /** Ticks or unticks keys. */
  mark: (apiKeys: readonly ApiKey[], isOn: boolean) => void
  drop: (apiKeys: readonly ApiKey[]) => void
  clear: () => void
}

/** Keeps which keys are ticked. */
export const useSelection = (): Selection => {
  const [selected, setSelected] = useState<ReadonlyMap<string, ApiKey>>(() => new Map())
  const mark = (apiKeys: readonly ApiKey[], isOn: boolean) =>
    setSelected(before => {
      const after = new Map(before)
      for (const apiKey of apiKeys) {
        if (isOn) after.set(apiKey.id, apiKey)
        else after.delete(apiKey.id)
      }
      return after
    })
  return { selected, mark, drop: apiKeys => mark(apiKeys, false), clear: () => setSelected(new Map()) }
}
