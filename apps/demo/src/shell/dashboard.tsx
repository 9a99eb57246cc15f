import { useEffect, useRef } from 'react'
import type { Locale, Speech } from '../locale/locale.ts'
import { LocaleSwitch } from '../locale/locale-switch.tsx'
import type { Session } from '../session/session.ts'
import { type Look, lookLabels } from '../theme/look.ts'
import { type Theme, themeLabels } from '../theme/theme.ts'
import { ChoiceSwitch } from '../ui/choice-switch.tsx'
import { MainNavigation } from './main-navigation.tsx'
import { pageAt } from './pages.tsx'
import './shell.css'
import { TopBar } from './top-bar.tsx'

/** What every page of the dashboard is given. */
export interface DashboardProps {
  session: Session
  path: string
  theme: Theme
  setTheme: (theme: Theme) => void
  look: Look
  setLook: (look: Look) => void
  locale: Locale
  speech: Speech
  setLocale: (locale: Locale) => void
}

/** The dashboard of somebody who is signed in: bar, navigation, and the page of the current path. */
export const Dashboard = (props: DashboardProps) => {
  const { session, path, theme, setTheme, look, setLook, locale, speech, setLocale } = props
  useFocusOnNewPage(path)
  return (
    <div className="shell">
      <a className="skip" href="#main">
        Skip to the page
      </a>
      <TopBar session={session} path={path} />
      <MainNavigation path={path} />
      <main id="main" tabIndex={-1}>
        {pageAt(path)({ session, theme, speech })}
      </main>
      <footer className="shell-foot">
        <ChoiceSwitch legend="Theme" labels={themeLabels} chosen={theme} onChange={setTheme} />
        <ChoiceSwitch legend="Look" labels={lookLabels} chosen={look} onChange={setLook} />
        <LocaleSwitch locale={locale} onChange={setLocale} />
        <p>A demo. Colophon is made up; the keys are real.</p>
      </footer>
    </div>
  )
}

/** Moves the focus to the title of a page that was navigated to, as a full page load would; not on the first one. */
const useFocusOnNewPage = (path: string) => {
  const shown = useRef(path)
  useEffect(() => {
    if (shown.current === path) return
    shown.current = path
    scrollTo(0, 0)
    document.getElementById('page-title')?.focus({ preventScroll: true })
  }, [path])
}
