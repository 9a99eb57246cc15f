export { ApiKeys, WorkOsWidgets } from '@workos-inc/widgets'

// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import '@radix-ui/themes/styles.css'
// @ts-expect-error: only the bundler reads this; no declarations are made for it.
import '@workos-inc/widgets/styles.css'
