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
        items: ['light dark', 'light', 'dark'],
        dynamicTitle: true,
      },
    },
    language: {
      toolbar: { icon: 'globe', title: 'Language', items: Object.keys(languages), dynamicTitle: true },
    },
  },
  initialGlobals: { theme: 'light dark', language: 'en' },
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
      document.documentElement.style.colorScheme = globals.theme
      return <Story />
    },
  ],
  // Whoever takes a picture or looks for faults waits for this.
  afterEach: () => {
    document.documentElement.dataset.story = 'ready'
  },
}

export default preview
