export { ApiKeys, KeydeskProvider } from '@keydesk/react'

// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import '@keydesk/react/styles.css'
