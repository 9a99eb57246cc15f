import { KeydeskProvider, useApiKeys, useRevokeApiKey, useSession } from '@keydesk/react/headless'
import { useState } from 'react'

/** The organization's API keys in a table of this product's own. */
export const OwnTable = () => (
  <KeydeskProvider baseUrl="/api/keydesk/v1">
    <Keys />
  </KeydeskProvider>
)

const Keys = () => {
  const { session } = useSession()
  const { apiKeys, error, total, previous, next } = useApiKeys({ sort: 'name', limit: 10 })
  if (apiKeys === undefined) return <p role="status">{error ? error.message : 'Loading …'}</p>
  return (
    <>
      <table className="own-table">
        <caption>Keys by name: {total}</caption>
        <thead>
          <tr>
            <th scope="col">Key</th>
            <th scope="col">May</th>
            <th scope="col">Last used</th>
            <th scope="col">Ends</th>
            {session?.access === 'manage' && <th scope="col">Action</th>}
          </tr>
        </thead>
        <tbody>
          {apiKeys.map(({ id, name, obfuscatedValue, permissions, lastUsedAt, expiresAt, status }) => (
            <tr key={id}>
              <th scope="row">
                {name} <code>{obfuscatedValue}</code>
              </th>
              <td>{permissions.join(', ') || 'nothing'}</td>
              <td>{toDate(lastUsedAt) ?? 'never'}</td>
              <td>{toDate(expiresAt) ?? 'never'}</td>
              {session?.access === 'manage' && (
                <td>{status === 'expired' ? 'Expired' : <Revoke id={id} name={name} />}</td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="own-table-pages">
        {previous && <button type="button" className="button" onClick={previous} children="Back" />}
        {next && <button type="button" className="button" onClick={next} children="More" />}
      </p>
    </>
  )
}

/** Asks by its own label before it revokes. */
const Revoke = ({ id, name }: { id: string; name: string }) => {
  const { run, pending, error } = useRevokeApiKey()
  const [asking, setAsking] = useState(false)
  return (
    <button
      type="button"
      className="button"
      aria-label={asking ? `Yes, revoke ${name}` : `Revoke ${name}`}
      aria-disabled={pending}
      onClick={() => (asking ? void run(id) : setAsking(true))}
      onBlur={() => setAsking(false)}
    >
      {error ? error.message : pending ? 'Revoking …' : asking ? 'Yes, revoke' : 'Revoke'}
    </button>
  )
}

const toDate = (at: string | null) => at && new Date(at).toLocaleDateString('en', { dateStyle: 'medium' })
