import { useEffect } from 'react'
import { signInUrl } from '../session/sign-in-url.ts'
import { type Theme, themeLabels } from '../theme/theme.ts'
import { ChoiceSwitch } from '../ui/choice-switch.tsx'
import { Wordmark } from '../ui/wordmark.tsx'
import { seededUsers } from './seeded-users.ts'
import './sign-in.css'

/** The way in: one card for each seeded user, and WorkOS's own page for anybody else. Comes back to `returnTo`. */
export const SignIn = ({
  returnTo,
  theme,
  setTheme,
}: {
  returnTo: string
  theme: Theme
  setTheme: (theme: Theme) => void
}) => {
  useEffect(() => {
    document.title = 'Sign in · Colophon'
  }, [])
  return (
    <div className="sign-in">
      <header>
        <Wordmark />
        <ChoiceSwitch legend="Theme" labels={themeLabels} chosen={theme} onChange={setTheme} />
      </header>
      <main>
        <h1>Sign in to Colophon</h1>
        <p className="lead">
          Publishing and reader analytics for teams that write. This is a demo, so choose who to be.
        </p>
        <ul className="people">
          {seededUsers.map(({ email, name, role, organization, may }) => (
            <li key={email}>
              <a href={signInUrl({ loginHint: email, returnTo })} aria-describedby={`may-${email}`}>
                <b>{name}</b>
                <span className="person-role">
                  {role} of {organization}
                </span>
                <span className="person-email">{email}</span>
              </a>
              <p id={`may-${email}`}>{may}</p>
            </li>
          ))}
        </ul>
        <p>
          <a className="button" href={signInUrl({ returnTo })}>
            Sign in as another user
          </a>
        </p>
      </main>
    </div>
  )
}
