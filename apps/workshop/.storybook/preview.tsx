import type { Preview } from '@storybook/react-vite'
import '@keydesk/react/styles.css'
import '../src/page.css'
import { languageOf, languages } from '../src/languages.ts'
import { stopClock } from '../src/world/clock.ts'

stopClock()

const preview: Preview = {
  globalTypes: {
    theme: {
      toolbar: {
        icon: 'contrast',
        title: 'Theme',
        items: ['auto', 'light', 'dark'],
        dynamicTitle: true,
      },
    },
    language: {
      toolbar: { icon: 'globe', title: 'Language', items: Object.keys(languages), dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'auto', language: 'en' },
  parameters: { layout: 'fullscreen' },
  beforeEach: ({ globals, viewMode }) => {
    const page = document.documentElement
    const { messages, dir } = languageOf(globals)
    page.lang = messages.locale
    page.dir = dir
    page.removeAttribute('data-story')
    if (viewMode === 'story') sessionStorage.clear()
  },
  decorators: [
    (Story, { globals }) => {
      document.documentElement.dataset.scheme = globals.theme
      return <Story />
    },
  ],
}

export default preview
