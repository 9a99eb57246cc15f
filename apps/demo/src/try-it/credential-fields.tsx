import { useId } from 'react'
import { ChoiceSwitch } from '../ui/choice-switch.tsx'
import type { Typed } from './use-try-it.ts'

const ways = { key: 'Key or token', application: 'Application' }

const notes = {
  key: 'Kept in this field only. It is gone when you leave the page.',
  application:
    'They get a token, which is kept until it ends or you leave the page. The secret stays in this field.',
}

/** Takes what to call with: a key or token, or the client id and secret that get one. */
export const CredentialFields = ({
  typed,
  onType,
}: {
  typed: Typed
  onType: (change: Partial<Typed>) => void
}) => {
  const note = useId()
  const field = (name: 'value' | 'clientId' | 'clientSecret', label: string, placeholder: string) => (
    <Field
      key={name}
      label={label}
      placeholder={placeholder}
      isSecret={name !== 'clientId'}
      note={note}
      value={typed[name]}
      onChange={value => onType({ [name]: value })}
    />
  )
  return (
    <>
      <ChoiceSwitch legend="Call with" labels={ways} chosen={typed.way} onChange={way => onType({ way })} />
      {typed.way === 'key'
        ? field('value', 'API key or token', 'sk_… or eyJ…')
        : [
            field('clientId', 'Client id', 'client_…'),
            field('clientSecret', 'Client secret', '64 letters and digits'),
          ]}
      <p id={note} className="fine">
        {notes[typed.way]}
      </p>
    </>
  )
}

const Field = ({
  label,
  placeholder,
  isSecret,
  note,
  value,
  onChange,
}: {
  label: string
  placeholder: string
  isSecret: boolean
  note: string
  value: string
  onChange: (value: string) => void
}) => {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={isSecret ? 'password' : 'text'}
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={value}
        onChange={event => onChange(event.target.value)}
        aria-describedby={note}
      />
    </div>
  )
}
