import { M2MApplications, type M2MApplicationsProps } from '@keydesk/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { Broker } from './desk.tsx'
import { languageOf } from './languages.ts'
import { everyApplication, wellKnown } from './world/applications.ts'
import { both, type World } from './world/world.ts'

/** What a story of the widget says: how its world differs from the usual one, and the props of a host. */
export interface ApplicationDeskProps extends Omit<M2MApplicationsProps, 'theme' | 'messages'> {
  world?: Partial<World>
}

/** A story of the widget for applications as a host embeds it. */
export type ApplicationStory = StoryObj<ApplicationDeskProps>

const usual: Partial<World> = { session: both, applications: [wellKnown, ...everyApplication] }

/** What every file of such stories exports by default, apart from its title. */
export const applicationDesk = {
  render: ({ world, ...props }, { globals }) => (
    <M2MApplications
      signInUrl="#sign-in"
      chooseOrganizationUrl="#organizations"
      timeZone="Europe/Berlin"
      {...props}
      messages={languageOf(globals).given}
    />
  ),
  decorators: [(Story, { args }) => <Broker world={{ ...usual, ...args.world }}>{Story()}</Broker>],
} satisfies Meta<ApplicationDeskProps>
