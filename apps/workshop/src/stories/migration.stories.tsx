import { KeyMigration, type KeyMigrationProps } from '@keydesk/react'
import type { Meta, StoryObj } from '@storybook/react-vite'
import { Broker } from '../desk.tsx'
import { type Hands, play } from '../hands.ts'
import { languageOf } from '../languages.ts'
import { everyBadge, makeApiKey } from '../world/api-keys.ts'
import { inDays } from '../world/clock.ts'
import { makeMigration, moved, successor } from '../world/migrations.ts'
import { permissionsOfFew } from '../world/permissions.ts'
import { both, type Fault, readerOfBoth, type World } from '../world/world.ts'

interface MigrationStoryProps extends Omit<KeyMigrationProps, 'theme' | 'messages' | 'apiKeyId' | 'onClose'> {
  apiKeyId?: string
  world?: Partial<World>
}

type MigrationStory = StoryObj<MigrationStoryProps>

const usual: Partial<World> = {
  session: both,
  apiKeys: [moved, ...everyBadge],
  applications: [successor],
  migrations: [makeMigration(moved, successor)],
}

export default {
  title: 'Migration',
  render: ({ world, apiKeyId = 'api_key_nightly_export', ...props }, { globals }) => (
    <KeyMigration
      signInUrl="#sign-in"
      timeZone="Europe/Berlin"
      {...props}
      apiKeyId={apiKeyId}
      onClose={() => {}}
      messages={languageOf(globals).given}
    />
  ),
  decorators: [(Story, { args }) => <Broker world={{ ...usual, ...args.world }}>{Story()}</Broker>],
} satisfies Meta<MigrationStoryProps>

const plan = '[data-dialog="migration-plan"]'
const watch = '[data-dialog="migration"] [data-keydesk-part="sides"]'
const problem = 'dialog [data-keydesk-part="notice"][data-tone="bad"]'

const seePlan = async ({ messages, press, see }: Hands) => {
  await see(`${plan} [data-keydesk-part="facts"]`)
  await press(messages.migration.map.changeLabel)
}

const create = async ({ messages, press, see }: Hands) => {
  await see(`${plan} [data-keydesk-part="facts"]`)
  await press(messages.applicationDialogs.create.submit)
}

const leaveSecret = async (hands: Hands) => {
  const { reveal } = hands.messages.applicationDialogs.instead
  await create(hands)
  await hands.see('[data-dialog="reveal"]')
  await hands.press(hands.messages.reveal.done)
  await hands.press(reveal.gate.leave)
}

export const Plan: MigrationStory = { play: play(({ see }) => see(`${plan} [data-keydesk-part="facts"]`)) }

export const Scopes: MigrationStory = { play: play(seePlan) }

export const EverythingComesAlong: MigrationStory = {
  args: { apiKeyId: 'api_key_zapier' },
  play: play(({ see }) => see(`${plan} [data-keydesk-part="facts"]`)),
}

export const NothingComesAlong: MigrationStory = {
  args: { world: { scopes: permissionsOfFew.filter(({ slug }) => slug.startsWith('webhooks')) } },
  play: play(({ see }) => see(`${plan} [data-keydesk-part="picker"]`)),
}

export const LacksScopes: MigrationStory = {
  args: { world: { scopes: permissionsOfFew } },
  play: play(({ see }) => see(`${plan} [data-keydesk-part="facts"]`)),
}

export const AtADate: MigrationStory = {
  args: { apiKeyId: 'api_key_zapier' },
  play: play(async ({ messages, press, see }) => {
    await see(`${plan} [data-keydesk-part="facts"]`)
    await press(messages.migration.date)
    await press(messages.applicationDialogs.create.submit)
    await see('[data-keydesk-part="field-error"]')
  }),
}

const refused = (fault: Fault): MigrationStory => ({
  args: { world: { faults: { createM2MApplication: fault } } },
  play: play(async hands => {
    await create(hands)
    await hands.see(problem)
  }),
})

export const Refused: MigrationStory = refused({
  code: 'quota_exceeded',
  detail: 'An organization has 200 applications at most.',
})

export const AnswerLost: MigrationStory = refused('offline')

export const SignInAgain: MigrationStory = refused({ code: 'reauthentication_required' })

export const Secret: MigrationStory = {
  play: play(async hands => {
    await create(hands)
    await hands.see('[data-dialog="reveal"]')
  }),
}

export const SecretLost: MigrationStory = {
  args: { world: { losesSecret: true } },
  play: play(async hands => {
    await create(hands)
    await hands.see('[data-dialog="lost"]')
    await hands.press(hands.messages.applicationDialogs.secrets.close)
    await hands.see('[data-dialog="migration-start"]')
  }),
}

export const StartFailed: MigrationStory = {
  args: {
    world: {
      faults: { startMigration: { code: 'upstream_unavailable', detail: 'WorkOS cannot be reached.' } },
    },
  },
  play: play(async hands => {
    await leaveSecret(hands)
    await hands.see(problem)
  }),
}

export const FoundFromAnotherTime: MigrationStory = {
  args: { apiKeyId: moved.id, world: { migrations: [] } },
  play: play(({ see }) => see('[data-dialog="migration-start"]')),
}

export const Started: MigrationStory = {
  play: play(async hands => {
    await leaveSecret(hands)
    await hands.see(watch)
  }),
}

const watched = (world: Partial<World> = {}): MigrationStory => ({
  args: { apiKeyId: moved.id, world },
  play: play(({ see }) => see(watch)),
})

export const InUse: MigrationStory = watched()

const quiet = { ...moved, lastUsedAt: inDays(-2.4) }

export const SafeToFinish: MigrationStory = watched({ migrations: [makeMigration(quiet, successor)] })

export const NoTokenYet: MigrationStory = watched({
  migrations: [makeMigration(moved, { ...successor, lastUsedAt: null })],
})

export const OnlyTested: MigrationStory = watched({
  migrations: [makeMigration(quiet, { ...successor, createdAt: inDays(-0.02) })],
})

export const Reader: MigrationStory = watched({ session: readerOfBoth })

export const OutOfDate: MigrationStory = {
  args: {
    apiKeyId: moved.id,
    world: {
      faults: { getMigration: { code: 'store_unavailable', detail: 'The database cannot be reached.' } },
      soundAnswers: 1,
    },
  },
  play: play(({ see }) => see('[data-keydesk-part="notice"] [data-keydesk-part="button"]')),
}

const ended = makeApiKey({ ...moved, status: 'revoked' })

export const Finished: MigrationStory = watched({
  apiKeys: [ended],
  migrations: [
    makeMigration({ ...ended, lastUsedAt: inDays(-2.4) }, successor, {
      status: 'finished',
      endedAt: inDays(-0.02),
    }),
  ],
})

export const EndedWithoutAToken: MigrationStory = watched({
  migrations: [makeMigration({ ...moved, status: 'expired' }, { ...successor, lastUsedAt: null })],
})

export const Cancelled: MigrationStory = {
  args: { apiKeyId: moved.id },
  play: play(async hands => {
    const { cancel } = hands.messages.migration
    await hands.see(watch)
    await hands.press(cancel.action)
    await hands.press(cancel.submit)
    await hands.see('[data-keydesk-part="badge"][data-state="cancelled"]')
  }),
}

const asked = (action: 'finish' | 'cancel', world: Partial<World> = {}): MigrationStory => ({
  args: { apiKeyId: moved.id, world },
  play: play(async ({ messages, press, see }) => {
    await see(watch)
    await press(messages.migration[action].action)
    await see(`[data-dialog="migration-${action}"]`)
  }),
})

export const Finish: MigrationStory = asked('finish')

export const FinishSafely: MigrationStory = asked('finish', { migrations: [makeMigration(quiet, successor)] })

export const Cancel: MigrationStory = asked('cancel')

export const ChangeTheDate: MigrationStory = {
  args: { apiKeyId: moved.id },
  play: play(async ({ messages, press, see }) => {
    await see(watch)
    await press(messages.migration.reschedule.title)
    await see('[data-dialog="migration-date"]')
  }),
}

export const Forbidden: MigrationStory = {
  args: {
    world: {
      session: {
        ...both,
        policy: { ...both.policy, m2mApplications: { ...both.policy.m2mApplications, allowed: false } },
      },
    },
  },
  play: play(({ see }) => see('[data-dialog="migration"] footer')),
}

export const NotStartedForAReader: MigrationStory = {
  args: { world: { session: readerOfBoth } },
  play: play(({ see }) => see('[data-dialog="migration"] footer')),
}

export const NotLoaded: MigrationStory = {
  args: { world: { faults: { listMigrations: { code: 'store_unavailable', detail: 'No database.' } } } },
  play: play(({ see }) => see('[data-keydesk-part="state"]')),
}
