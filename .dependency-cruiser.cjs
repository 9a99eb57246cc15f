/** Which room may import which. `from` and `to` are regular expressions on paths from the root. */
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may reach: ${allowed.join(', ') || 'nothing of ours'}.`,
  from: {
    path: `^${from}/`,
    pathNot: '\\.test(-d)?\\.tsx?$|/vitest\\.|/playwright\\.config|/testing/|/bench/',
  },
  to: { path: '^(packages|apps|e2e|scripts)/', pathNot: [from, ...allowed].map(room => `^${room}/`) },
})

module.exports = {
  forbidden: [
    only('contract-depends-on-nothing', 'packages/contract', []),
    only('react-knows-the-contract-only', 'packages/react', ['packages/contract']),
    only('server-knows-the-contract-only', 'packages/server', ['packages/contract']),
    only('verify-knows-the-contract-only', 'packages/verify', ['packages/contract']),
    only('emulator-imports-nothing-of-ours', 'packages/workos-emulator', []),
    only('demo-enters-by-the-widget', 'apps/demo', ['packages/react']),
    only('workshop-enters-by-the-widget', 'apps/workshop', ['packages/react', 'packages/contract']),
    only('bff-enters-by-the-server', 'apps/bff', ['packages/server', 'packages/contract']),
    only('sample-api-enters-by-the-gate', 'apps/sample-api', ['packages/verify']),
    only('stories-know-urls-only', 'e2e', []),
    {
      name: 'server-runs-one-way',
      severity: 'error',
      comment: 'next, node → handler → services → workos.',
      from: { path: '^packages/server/src/(services|workos)/', pathNot: '\\.test(-d)?\\.ts$' },
      to: { path: '^packages/server/src/(handler|next|node)' },
    },
    {
      name: 'workos-knows-no-service',
      severity: 'error',
      from: { path: '^packages/server/src/workos/', pathNot: '\\.test(-d)?\\.ts$' },
      to: { path: '^packages/server/src/services/' },
    },
    {
      name: 'react-runs-one-way',
      severity: 'error',
      comment: 'screens → hooks → client.',
      from: { path: '^packages/react/src/(client|hooks)/', pathNot: '\\.test(-d)?\\.tsx?$' },
      to: {
        path: '^packages/react/src/(api-keys|choosing|credentials|inventory|m2m-applications|migration|ui)/',
      },
    },
    {
      name: 'parts-know-no-screen',
      severity: 'error',
      comment: 'What the screens of every kind are made of knows none of them.',
      from: { path: '^packages/react/src/credentials/', pathNot: '\\.test(-d)?\\.tsx?$' },
      to: { path: '^packages/react/src/(api-keys|choosing|inventory|m2m-applications|migration)/' },
    },
    {
      name: 'headless-has-no-looks',
      severity: 'error',
      comment:
        'Whatever the headless door leads to is client, hooks and contract: no screen, no words, no styles.',
      from: { path: '^packages/react/src/headless\\.ts$' },
      to: {
        path: '^packages/react/src/(api-keys|choosing|credentials|inventory|m2m-applications|migration|ui|messages|element|styles)',
        reachable: true,
      },
    },
    {
      name: 'client-knows-no-hook',
      severity: 'error',
      from: { path: '^packages/react/src/client/', pathNot: '\\.test(-d)?\\.tsx?$' },
      to: { path: '^packages/react/src/hooks/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'not-into-a-package-by-a-side-door',
      severity: 'error',
      comment: 'Another room is entered through its exports map.',
      from: { path: '^(packages|apps)/([^/]+)/', pathNot: '\\.test(-d)?\\.tsx?$|/vitest\\.|/bench/' },
      to: { path: '^(packages|apps)/[^/]+/', pathNot: '^$1/$2/', dependencyTypes: ['local'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules|/dist/|/\\.next/' },
    exclude: { path: '(^|/)(node_modules|dist|\\.next|test-results)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['keydesk:source', 'import', 'default'],
    },
    tsPreCompilationDeps: true,
  },
}
