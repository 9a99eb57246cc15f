import { ApiKeys, type ApiKeysProps, KeydeskProvider } from '@keydesk/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { languageOf } from './languages.ts'
import { answerFrom } from './world/answer-from.ts'
import { makeWorld, type World } from './world/world.ts'

/** What a story of the widget says: how its world differs from the usual one, and the props of a host. */
export interface DeskProps extends Omit<ApiKeysProps, 'theme' | 'messages'> {
  world?: Partial<World>
}

/** A story of the widget as a host embeds it. */
export type DeskStory = StoryObj<DeskProps>

/** What every file of such stories exports by default, apart from its title. */
export const desk = {
  render: ({ world, ...props }, { globals }) => (
    <ApiKeys
      signInUrl="#sign-in"
      chooseOrganizationUrl="#organizations"
      apiUrl="https://api.northwind.test/v1/posts"
      envName="NORTHWIND_API_KEY"
      timeZone="Europe/Berlin"
      {...props}
      messages={languageOf(globals).given}
    />
  ),
  decorators: [(Story, { args }) => <Broker world={args.world}>{Story()}</Broker>],
} satisfies Meta<DeskProps>

/** A provider whose broker is a world of fixtures. */
export const Broker = ({
  world,
  children,
}: {
  world: Partial<World> | undefined
  children: React.ReactNode
}) => {
  const [fetch] = useState(() => answerFrom(makeWorld(world)))
  return (
    <KeydeskProvider baseUrl={`${location.origin}/api/keydesk/v1`} fetch={fetch}>
      {children}
    </KeydeskProvider>
  )
}
