import { Credentials, type CredentialsProps } from '@keydesk/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { Broker } from '../desk.tsx'
import { play } from '../hands.ts'
import { languageOf } from '../languages.ts'
import { everyBadge, longNames, revoked } from '../world/api-keys.ts'
import { everyApplication } from '../world/applications.ts'
import { both, readerOfBoth, type World } from '../world/world.ts'

interface InventoryProps extends Omit<CredentialsProps, 'theme' | 'messages'> {
  world?: Partial<World>
}

/** A story of the inventory. */
export type InventoryStory = StoryObj<InventoryProps>

const usual: Partial<World> = { session: both, apiKeys: everyBadge, applications: everyApplication }

export default {
  title: 'Inventory',
  render: ({ world, ...props }, { globals }) => (
    <Credentials
      signInUrl="#sign-in"
      chooseOrganizationUrl="#organizations"
      timeZone="Europe/Berlin"
      {...props}
      messages={languageOf(globals).given}
    />
  ),
  decorators: [(Story, { args }) => <Broker world={{ ...usual, ...args.world }}>{Story()}</Broker>],
} satisfies Meta<InventoryProps>

const rows = '[data-keydesk-part="row"]:not([data-state="loading"])'
const state = (name: string) => `[data-keydesk-part="state"][data-state="${name}"]`

export const BothKinds: InventoryStory = { play: play(({ see }) => see(rows)) }

export const OneKind: InventoryStory = {
  play: play(async ({ see }) => {
    await see('[data-keydesk-part="kinds"] [data-kind="m2m_application"]')
    document.querySelector<HTMLElement>('[data-keydesk-part="kinds"] [data-kind="m2m_application"]')?.click()
    await see('[data-keydesk-part="kinds"] [data-kind="m2m_application"][aria-pressed="true"]')
  }),
}

export const AttentionCard: InventoryStory = {
  play: play(async ({ see }) => {
    await see('[data-attention="secret_overdue"]')
    document.querySelector<HTMLElement>('[data-attention="secret_overdue"]')?.click()
    await see('[data-attention="secret_overdue"][aria-pressed="true"]')
  }),
}

export const ActionsOfAnApplication: InventoryStory = {
  play: play(({ messages, press }) => press(messages.actionsFor('Content sync'))),
}

export const Reviewed: InventoryStory = {
  play: play(async ({ messages, press, see }) => {
    await press(`${messages.inventoryMarks.m2mApplication.review_overdue.act}: Billing export`)
    await see(`${rows}[data-kind="m2m_application"]`)
  }),
}

export const ReviewFailed: InventoryStory = {
  args: { world: { faults: { reviewM2MApplication: { code: 'internal' } } } },
  play: play(async ({ messages, press, see }) => {
    await press(`${messages.inventoryMarks.m2mApplication.review_overdue.act}: Billing export`)
    await see('[data-keydesk-part="notice"]')
  }),
}

export const ExportMenu: InventoryStory = {
  play: play(({ messages, press }) => press(messages.exportMenu.export)),
}

export const ExportFailed: InventoryStory = {
  args: { world: { faults: { exportCredentials: { code: 'internal' } } } },
  play: play(async ({ messages, press, see }) => {
    await press(messages.exportMenu.export)
    await press(messages.exportMenu.exportAs.csv)
    await see('[data-keydesk-part="notice"]')
  }),
}

export const Ended: InventoryStory = {
  args: { world: { apiKeys: [...everyBadge, revoked] } },
  play: play(async ({ messages, press, see }) => {
    await press(messages.statusFilter(''))
    await press(messages.badges.revoked)
    await press(messages.badges.expired)
    await see(`${rows}[data-state="revoked"]`)
  }),
}

export const LongNames: InventoryStory = {
  args: { world: { apiKeys: longNames } },
  play: play(({ see }) => see(rows)),
}

export const ReadOnly: InventoryStory = {
  args: { world: { session: readerOfBoth } },
  play: play(({ see }) => see(rows)),
}

export const Empty: InventoryStory = {
  args: { world: { apiKeys: [], applications: [] } },
  play: play(({ see }) => see(state('empty'))),
}

export const NothingMatches: InventoryStory = {
  play: play(async ({ messages, write, see }) => {
    await see(rows)
    await write(messages.inventory.list.search, 'billing ( [ *')
    await see(state('no-match'))
  }),
}

export const Loading: InventoryStory = {
  args: { world: { faults: { listCredentials: 'silence' } } },
  play: play(({ see }) => see('[data-state="loading"]')),
}

export const Failed: InventoryStory = {
  args: { world: { faults: { listCredentials: { code: 'internal' } } } },
  play: play(({ see }) => see(state('error'))),
}

export const NoAccess: InventoryStory = {
  args: { world: { faults: { getSession: { code: 'permission_denied' } } } },
  play: play(({ see }) => see(state('no-access'))),
}
