import { KeydeskProvider, useApiKey, useM2MApplications } from '@keydesk/react/headless'
import type { Caller } from './read-caller.ts'

/** Says in the desk's terms who called: the kind of credential, its name, and who answers for it. */
export const CallerLine = ({ kind, id }: Caller) => (
  <KeydeskProvider baseUrl="/api/keydesk/v1">
    {kind === 'api_key' ? <KeyLine id={id} /> : <ApplicationLine clientId={id} />}
  </KeydeskProvider>
)

const KeyLine = ({ id }: { id: string }) => {
  const { apiKey, error } = useApiKey(id)
  if (apiKey === undefined) return error && <p>That was an API key this organization does not know.</p>
  return <Line what="API key" {...apiKey} />
}

const ApplicationLine = ({ clientId }: { clientId: string }) => {
  const { applications, error } = useM2MApplications({ search: clientId })
  if (applications === undefined && error === null) return null
  const application = applications?.find(found => found.clientId === clientId)
  if (application === undefined) return <p>That was an application this organization does not know.</p>
  return <Line what="application" {...application} />
}

const Line = ({ what, name, owner }: { what: string; name: string; owner: { name: string } | null }) => (
  <p>
    That was the {what} “{name}”, owned by {owner?.name ?? 'nobody'}.
  </p>
)
