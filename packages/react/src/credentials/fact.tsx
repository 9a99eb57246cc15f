import type { ReactNode } from 'react'

/** One thing that is known, below a `<dl>`: what it is, and what it is for this key. */
export const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <div data-keydesk-part="fact">
    <dt data-keydesk-part="faint">{label}</dt>
    <dd data-keydesk-part="fact-value">{children}</dd>
  </div>
)
