import type { StorybookConfig } from '@storybook/react-vite'
import react from '@vitejs/plugin-react'
import { defaultClientConditions, mergeConfig } from 'vite'

const config: StorybookConfig = {
  framework: '@storybook/react-vite',
  stories: ['../src/**/*.stories.tsx'],
  core: { disableTelemetry: true, disableWhatsNewNotifications: true },
  // The stories' own names say what they show; nothing is generated from types, and the tools are the toolbar's two.
  typescript: { reactDocgen: false },
  features: {
    actions: false,
    backgrounds: false,
    controls: false,
    highlight: false,
    measure: false,
    outline: false,
    sidebarOnboardingChecklist: false,
  },
  // From source, so that a change in the widget shows at once and no build has to come first.
  viteFinal: vite =>
    mergeConfig(vite, {
      plugins: [react()],
      resolve: { conditions: ['keydesk:source', ...defaultClientConditions] },
      build: { target: 'es2023', chunkSizeWarningLimit: 2_000 },
    }),
}

export default config
