import type { ReactNode } from 'react'
import type { Speech } from '../locale/locale.ts'
import { Page } from '../ui/page.tsx'
import './desk-page.css'

/** A page with a part of the desk, which runs in the direction of its language, and what this dashboard has to add below it. */
export const DeskPage = ({
  title,
  lead,
  speech,
  desk,
  children,
}: {
  title: string
  lead: string
  speech: Speech
  desk: ReactNode
  children?: ReactNode
}) => (
  <Page title={title} lead={lead}>
    <div className="desk" dir={speech.dir}>
      {desk}
    </div>
    {children}
  </Page>
)
