import { mergeConfig } from 'vitest/config'
import browser from './vitest.browser.config.ts'

const underReact18 = mergeConfig(browser, {
  resolve: {
    alias: [
      { find: /^react(?=\/|$)/, replacement: 'react-18' },
      { find: /^react-dom(?=\/|$)/, replacement: 'react-dom-18' },
    ],
  },
})

/** Once more under React 18: a story from the list to a secret and its end, the host's page, the dialog that revokes, and the forms. */
export default {
  ...underReact18,
  test: {
    ...underReact18.test,
    name: 'browser-react-18',
    exclude: [],
    include: ['react-18', 'host-page', 'api-keys/revoke-dialog', 'api-keys/host-policy'].map(
      name => `src/${name}.browser.test.tsx`,
    ),
  },
}
