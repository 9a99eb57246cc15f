import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const config: NextConfig = {
  poweredByHeader: false,
  // The broker answers for its own paths, a trailing slash included.
  skipTrailingSlashRedirect: true,
  // Loaded as the package ships, so that every route shares one copy of it.
  serverExternalPackages: ['@keydesk/server'],
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
}

export default config
