import desk from '../keys/api-keys-desk.tsx?raw'
import plainPage from '../plain/plain.html?raw'

// As text and by pattern: the dashboard shows a file of the BFF, and depends on none of its code.
const [bffRoute] = Object.values(
  import.meta.glob<string>('../../../bff/src/app/api/keydesk/*/route.ts', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
)
if (bffRoute === undefined) throw new Error('The route that mounts Keydesk in apps/bff has moved.')

/** The files that embed the desk here, as they were when the dashboard was built. */
export const listings = [
  { title: 'In the page', file: 'apps/demo/src/keys/api-keys-desk.tsx', code: desk },
  {
    title: 'On the server',
    file: 'apps/bff/src/app/api/keydesk/[[...path]]/route.ts',
    code: bffRoute,
    note: 'bff() makes the handler once: settings from the environment, AuthKit for who is asking, WorkOS for the keys. It stands in apps/bff/src/composition-root.ts.',
  },
  {
    title: 'Without React',
    file: 'apps/demo/src/plain/plain.html',
    code: plainPage,
    note: 'plain.js listens to what the element tells and follows the choice of language.',
  },
]
