import { mergeConfig } from 'vitest/config'
import browser from './vitest.browser.config.ts'

/** The browser tests once more under React 18: what mounts, opens, shows a secret, revokes and goes away again. */
const underReact18 = mergeConfig(browser, {
  resolve: {
    alias: [
      { find: /^react(?=\/|$)/, replacement: 'react-18' },
      { find: /^react-dom(?=\/|$)/, replacement: 'react-dom-18' },
    ],
  },
})

export default {
  ...underReact18,
  test: { ...underReact18.test, name: 'browser-react-18', include: ['src/**/*.browser.test.tsx'] },
}
