import { build, type Plugin } from 'rolldown'

/** Bundles an entry into one minified file, as a host's production build would; React and what loads on demand stay outside. */
export const bundleAsHost = ({ input, file }: { input: string; file: string }) =>
  build({
    input,
    plugins: [leaveOnDemand],
    platform: 'browser',
    external: [/^react($|\/)/, /^react-dom($|\/)/],
    transform: { target: 'es2023', define: { 'process.env.NODE_ENV': '"production"' } },
    output: { file, minify: true },
    onLog: (level, log, report) => {
      if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
    },
  })

const leaveOnDemand: Plugin = {
  name: 'leave-on-demand',
  resolveDynamicImport: specifier =>
    typeof specifier === 'string' ? { id: specifier, external: true } : null,
}
