import './theme-switch.css'
import { type Theme, themes } from './theme.ts'

const labels: Record<Theme, string> = { auto: 'Auto', light: 'Light', dark: 'Dark' }

/** Chooses between auto, light and dark. */
export const ThemeSwitch = ({ theme, onChange }: { theme: Theme; onChange: (theme: Theme) => void }) => (
  <fieldset className="theme-switch">
    <legend className="unseen">Theme</legend>
    {themes.map(option => (
      <label key={option}>
        <input type="radio" name="theme" checked={option === theme} onChange={() => onChange(option)} />
        <span>{labels[option]}</span>
      </label>
    ))}
  </fieldset>
)
