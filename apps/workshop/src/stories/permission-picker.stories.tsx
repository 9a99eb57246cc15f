import { PermissionPicker } from '@keydesk/react'
import type { StoryObj } from '@storybook/react-vite'
import { useState } from 'react'
import { Broker } from '../desk.tsx'
import { play } from '../hands.ts'
import { languageOf } from '../languages.ts'
import { manyPermissions, permissionsOfFew } from '../world/permissions.ts'
import type { World } from '../world/world.ts'

interface PickerProps {
  world?: Partial<World>
  chosen?: string[]
}

type PickerStory = StoryObj<PickerProps>

export default {
  title: 'Permission picker',
  render: ({ world, chosen = [] }: PickerProps, { globals }: { globals: Record<string, unknown> }) => (
    <Broker world={world}>
      <Alone chosen={chosen} globals={globals} />
    </Broker>
  ),
}

const Alone = ({ chosen, globals }: { chosen: string[]; globals: Record<string, unknown> }) => {
  const [value, setValue] = useState(chosen)
  return <PermissionPicker messages={languageOf(globals).given} value={value} onChange={setValue} />
}

const groups = '[data-keydesk-part="group"]'

export const Untouched: PickerStory = { play: play(({ see }) => see(groups)) }

export const Chosen: PickerStory = {
  args: { chosen: ['posts:read', 'posts:write', 'comments:read', 'exports:create'] },
  play: play(({ see }) => see(`${groups} :checked`)),
}

export const OneByOne: PickerStory = {
  args: { chosen: ['posts:write'] },
  play: play(async ({ messages, press, see }) => {
    await press(messages.picker.oneByOne)
    await see('[data-keydesk-part="checkbox"]')
  }),
}

export const Locked: PickerStory = {
  args: { world: { permissions: permissionsOfFew } },
  play: play(({ see }) => see(`${groups}[data-state="locked"]`)),
}

export const Search: PickerStory = {
  play: play(async ({ messages, write, see }) => {
    await see(groups)
    await write(messages.picker.search, 'export')
    await see(groups)
  }),
}

export const NothingFound: PickerStory = {
  play: play(async ({ messages, write }) => {
    await write(messages.picker.search, '( [ * \\')
  }),
}

export const FiveHundred: PickerStory = {
  args: { world: { permissions: manyPermissions } },
  play: play(({ see }) => see(groups)),
}

export const NoneToChoose: PickerStory = {
  args: { world: { permissions: [] } },
  play: play(({ see }) => see('[data-keydesk-part="picker"]')),
}
