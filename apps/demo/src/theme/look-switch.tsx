import { type Look, looks } from './look.ts'
import './theme-switch.css'

const labels: Record<Look, string> = { default: 'Default', shadcn: 'shadcn' }

/** Chooses between this product's own look and that of a shadcn/ui page. */
export const LookSwitch = ({ look, onChange }: { look: Look; onChange: (look: Look) => void }) => (
  <fieldset className="theme-switch">
    <legend className="unseen">Look</legend>
    {looks.map(option => (
      <label key={option}>
        <input type="radio" name="look" checked={option === look} onChange={() => onChange(option)} />
        <span>{labels[option]}</span>
      </label>
    ))}
  </fieldset>
)
