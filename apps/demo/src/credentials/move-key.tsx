import { KeyMigration, type KeyMigrationProps, useApiKeys } from '@keydesk/react'
import { type SubmitEvent, useId, useState } from 'react'
import './move-key.css'

/** Moves one of the organization's keys to an application: a choice of this dashboard's own, and the desk's dialogs. */
export const MoveKey = (look: Pick<KeyMigrationProps, 'theme' | 'messages'>) => {
  const { apiKeys } = useApiKeys({ sort: 'name', limit: 100 })
  const [chosen, setChosen] = useState<string | null>(null)
  const [moving, setMoving] = useState<string | null>(null)
  const id = useId()
  const apiKeyId = chosen ?? apiKeys?.[0]?.id
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    if (apiKeyId !== undefined) setMoving(apiKeyId)
  }
  return (
    <section className="card move-key" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>From a key to an application</h2>
      <p>
        A service that can do OAuth is better off with short-lived tokens. Both work until the key ends, so no
        request fails on the way.
      </p>
      {apiKeys?.length === 0 && <p className="fine">There is no key to move yet. Create one above.</p>}
      {apiKeyId !== undefined && (
        <form onSubmit={submit}>
          <label htmlFor={`${id}-key`}>Key</label>
          <select id={`${id}-key`} value={apiKeyId} onChange={event => setChosen(event.target.value)}>
            {apiKeys?.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
          <button type="submit" className="button">
            Move it …
          </button>
        </form>
      )}
      {moving !== null && (
        <KeyMigration
          {...look}
          apiKeyId={moving}
          signInUrl="/auth/sign-in?returnTo=/credentials"
          onClose={() => setMoving(null)}
        />
      )}
    </section>
  )
}
