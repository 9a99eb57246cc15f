import type { ReactNode } from 'react'

const Icon = ({ children }: { children: ReactNode }) => (
  <svg className="icon" viewBox="0 0 20 20" width="18" height="18" aria-hidden="true">
    {children}
  </svg>
)

/** A small line chart. */
export const ChartIcon = () => (
  <Icon>
    <path d="M3 16.5h14M4.5 13l3.5-4 3 2.5L16 5" />
  </Icon>
)

/** A key. */
export const KeyIcon = () => (
  <Icon>
    <circle cx="7" cy="13" r="3.5" />
    <path d="m9.5 10.5 6.5-6.5M13 7l2.5 2.5" />
  </Icon>
)

/** Two machines that are joined. */
export const LinkedIcon = () => (
  <Icon>
    <rect x="3" y="3" width="7" height="5" rx="1.2" />
    <rect x="10" y="12" width="7" height="5" rx="1.2" />
    <path d="M6.5 8v6.5H10M13.5 12V5.5H10" />
  </Icon>
)

/** A list with a mark before each line. */
export const ListIcon = () => (
  <Icon>
    <path d="M8 5h9M8 10h9M8 15h9M3.5 5h.01M3.5 10h.01M3.5 15h.01" />
  </Icon>
)

/** An arrow that leaves. */
export const SendIcon = () => (
  <Icon>
    <path d="M17 3 9 11M17 3l-5 14-3-6-6-3z" />
  </Icon>
)

/** Angle brackets. */
export const CodeIcon = () => (
  <Icon>
    <path d="m7 6-4 4 4 4M13 6l4 4-4 4" />
  </Icon>
)

/** A table. */
export const TableIcon = () => (
  <Icon>
    <path d="M3 4.5h14v11H3zM3 8.5h14M8 8.5v7" />
  </Icon>
)

/** A page with a folded corner. */
export const PageIcon = () => (
  <Icon>
    <path d="M5 2.5h6.5L15 6v11.5H5zM11.5 2.5V6H15" />
  </Icon>
)

/** An angle that points down. */
export const DownIcon = () => (
  <Icon>
    <path d="m6 8 4 4 4-4" />
  </Icon>
)
