import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'
import { PHASE_DEVELOPMENT_SERVER } from 'next/constants'

/** In development the workspace's packages are read from their source, so that a change shows at once. */
const sources = {
  '@keydesk/contract': '../../packages/contract/src/index.ts',
  '@keydesk/server': '../../packages/server/src/index.ts',
  '@keydesk/server/authkit': '../../packages/server/src/authkit.ts',
  '@keydesk/server/next': '../../packages/server/src/next.ts',
}

const configure = (phase: string): NextConfig => ({
  poweredByHeader: false,
  // They bring files and threads of their own, which a bundle would leave behind.
  serverExternalPackages: ['@electric-sql/pglite', 'pg', 'pino'],
  // The broker answers for its own paths, a trailing slash included.
  skipTrailingSlashRedirect: true,
  // `pnpm typecheck` reads every type of the workspace; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    ...(phase === PHASE_DEVELOPMENT_SERVER ? { resolveAlias: sources } : {}),
  },
})

export default configure
