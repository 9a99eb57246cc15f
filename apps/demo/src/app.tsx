import { useLocale } from './locale/use-locale.ts'
import { usePath } from './router/navigate.ts'
import { useSessionState } from './session/use-session-state.ts'
import { Dashboard } from './shell/dashboard.tsx'
import { Loading } from './shell/loading.tsx'
import { NoAccess, NoOrganization, Unavailable } from './shell/obstacles.tsx'
import { SignIn } from './sign-in/sign-in.tsx'
import { applyLook, keptLook } from './theme/look.ts'
import { applyTheme, keptTheme } from './theme/theme.ts'
import { useKeptChoice } from './ui/use-kept-choice.ts'

/** The dashboard, or what stands between the visitor and it. */
export const App = () => {
  const { state, retry } = useSessionState()
  const path = usePath()
  const [theme, setTheme] = useKeptChoice(keptTheme, applyTheme)
  const [look, setLook] = useKeptChoice(keptLook, applyLook)
  const language = useLocale()
  switch (state.kind) {
    case 'loading':
      return <Loading />
    case 'signed-out':
      return <SignIn returnTo={path} theme={theme} setTheme={setTheme} />
    case 'no-organization':
      return <NoOrganization />
    case 'no-access':
      return <NoAccess detail={state.detail} />
    case 'unavailable':
      return <Unavailable detail={state.detail} requestId={state.requestId} onRetry={retry} />
    case 'ready':
      // A new organization is a new dashboard: nothing typed or shown for the old one stays.
      return (
        <Dashboard
          key={state.session.organization.id}
          session={state.session}
          path={path}
          theme={theme}
          setTheme={setTheme}
          look={look}
          setLook={setLook}
          {...language}
        />
      )
  }
}
