import './locale-switch.css'
import { type Locale, locales } from './locale.ts'

/** Chooses the language and the way dates are written. */
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
    onChange={event => onChange(locales.find(({ code }) => code === event.target.value)?.code ?? 'auto')}
  >
    {locales.map(({ code, label }) => (
      <option key={code} value={code}>
        {label}
      </option>
    ))}
  </select>
)
