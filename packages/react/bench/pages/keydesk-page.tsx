import { ApiKeys, KeydeskProvider } from '@keydesk/react'
import { createRoot } from 'react-dom/client'
// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import '@keydesk/react/styles.css'

const root = document.createElement('main')
document.body.append(root)
createRoot(root).render(
  <KeydeskProvider>
    <ApiKeys />
  </KeydeskProvider>,
)
