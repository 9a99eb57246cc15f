import type { ReactNode } from 'react'

/** What a host renders inside the widget, in a slot, where the host's styles hold and the widget's do not; null for nothing. */
export const inSlot = (given: ReactNode) =>
  given == null ? null : <div data-keydesk-part="slot">{given}</div>
