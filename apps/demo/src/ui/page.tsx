import { type ReactNode, useEffect } from 'react'

/** A page of the dashboard: its title, one sentence, and what it shows. Names the browser's tab too. */
export const Page = ({ title, lead, children }: { title: string; lead?: ReactNode; children: ReactNode }) => {
  useEffect(() => {
    document.title = `${title} · Colophon`
  }, [title])
  return (
    <div className="page">
      <header className="page-head">
        <h1 id="page-title" tabIndex={-1}>
          {title}
        </h1>
        {lead !== undefined && <p className="lead">{lead}</p>}
      </header>
      {children}
    </div>
  )
}
