import type { ReactNode } from 'react'

/** A short message in a coloured strip; announced at once when it is an alert. */
export const Notice = ({
  tone,
  alert = false,
  children,
}: {
  tone: 'ok' | 'warn' | 'bad' | 'plain'
  alert?: boolean
  children: ReactNode
}) => (
  <div role={alert ? 'alert' : undefined} data-keydesk-part="notice" data-tone={tone}>
    {children}
  </div>
)
