import { useLocale } from './locale/use-locale.ts'
import { usePath } from './router/navigate.ts'
import { useSessionState } from './session/use-session-state.ts'
import { Dashboard } from './shell/dashboard.tsx'
import { Loading } from './shell/loading.tsx'
import { NoAccess, NoOrganization, Unavailable } from './shell/obstacles.tsx'
import { SignIn } from './sign-in/sign-in.tsx'
import { useLook } from './theme/use-look.ts'
import { useTheme } from './theme/use-theme.ts'

/** The dashboard, or what stands between the visitor and it. */
export const App = () => {
  const { state, retry } = useSessionState()
  const path = usePath()
  const lighting = useTheme()
  const looks = useLook()
  const language = useLocale()
  switch (state.kind) {
    case 'loading':
      return <Loading />
    case 'signed-out':
      return <SignIn returnTo={path} {...lighting} />
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
          {...lighting}
          {...looks}
          {...language}
        />
      )
  }
}
