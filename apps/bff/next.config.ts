import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // The broker answers for its own paths, a trailing slash included.
  skipTrailingSlashRedirect: true,
  // `pnpm typecheck` reads every type of the workspace; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
}

export default config
