import './locale-switch.css'
import { type Locale, locales } from './locale.ts'

/** Chooses the language of the desk. */
export const LocaleSwitch = ({
  locale,
  onChange,
}: {
  locale: Locale
  onChange: (locale: Locale) => void
}) => (
  <select
    className="locale-switch"
    aria-label="Language"
    value={locale}
    onChange={event => onChange(locales.find(({ code }) => code === event.target.value)?.code ?? 'en')}
  >
    {locales.map(({ code, label }) => (
      <option key={code} value={code}>
        {label}
      </option>
    ))}
  </select>
)
