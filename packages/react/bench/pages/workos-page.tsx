import { ApiKeys, WorkOsWidgets } from '@workos-inc/widgets'
// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import '@radix-ui/themes/styles.css'
// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import '@workos-inc/widgets/styles.css'
import { createRoot } from 'react-dom/client'

const root = document.createElement('main')
document.body.append(root)
createRoot(root).render(
  <WorkOsWidgets apiHostname={location.hostname} port={Number(location.port)} https={false}>
    <ApiKeys authToken={new URLSearchParams(location.search).get('token') ?? ''} />
  </WorkOsWidgets>,
)
