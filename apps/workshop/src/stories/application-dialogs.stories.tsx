import type { ClientSecret } from '@keydesk/contract'
import { type ApplicationStory, applicationDesk } from '../application-desk.tsx'
import { type Hands, play } from '../hands.ts'
import {
  deletedApplication,
  everyApplication,
  makeApplication,
  makeSecret,
  wellKnown,
} from '../world/applications.ts'
import { inDays } from '../world/clock.ts'
import { type Fault, readerOfBoth, type World } from '../world/world.ts'

export default { ...applicationDesk, title: 'Application dialogs' }

const event = '[data-keydesk-part="event"], [data-dialog="details"] [data-keydesk-part="section-title"]'
const toTheEnd = (selector: string) => document.querySelector(selector)?.scrollIntoView()

const start = async ({ messages, press, write }: Hands) => {
  await press(messages.applications.newApplication)
  await write(messages.fields.name, 'Weekly digest')
  await press(messages.picker.readOnly)
}
const create = async (hands: Hands) => {
  await start(hands)
  await hands.press(hands.messages.applicationDialogs.create.submit)
}
const openMenu =
  (label: (messages: Hands['messages']) => string, name = wellKnown.name) =>
  async ({ messages, press }: Hands) => {
    await press(messages.actionsFor(name))
    await press(label(messages))
  }
const openSecrets = (name?: string) => openMenu(({ applications }) => applications.openSecrets, name)
const openEdit = openMenu(({ edit }) => edit)
const openDelete = (name?: string) => openMenu(({ applications }) => applications.delete, name)

const story = (
  act: (hands: Hands) => Promise<void>,
  then: string,
  world: Partial<World> = {},
): ApplicationStory => ({
  args: { world },
  play: play(async hands => {
    await act(hands)
    await hands.see(then)
  }),
})
const details = (id: string, then = event, world: Partial<World> = {}): ApplicationStory => ({
  args: { applicationId: id, world },
  play: play(({ see }) => see(then)),
})

export const Create: ApplicationStory = story(start, '[data-dialog="create"]')

export const CreateFailed: ApplicationStory = story(create, 'dialog [role="alert"]', {
  faults: { createM2MApplication: { code: 'quota_exceeded' } },
})

export const CreateAnswerLost: ApplicationStory = story(create, 'dialog [role="alert"]', {
  faults: { createM2MApplication: 'offline' },
})

export const Reveal: ApplicationStory = story(create, '[data-dialog="reveal"]')

export const TestToken: ApplicationStory = {
  play: play(async hands => {
    await create(hands)
    await hands.press(hands.messages.applicationDialogs.test.submit)
    await hands.see('[data-keydesk-part="token-test"] [data-keydesk-part="facts"]')
    toTheEnd('[data-keydesk-part="token-test"]')
  }),
}

export const TestRefused: ApplicationStory = {
  args: { world: { testPasses: false } },
  play: play(async hands => {
    await create(hands)
    await hands.press(hands.messages.applicationDialogs.test.submit)
    await hands.see('[data-keydesk-part="test"][data-state="invalid"]')
    toTheEnd('[data-keydesk-part="token-test"]')
  }),
}

export const SecretLost: ApplicationStory = story(create, '[data-dialog="lost"]', { losesSecret: true })

export const Details: ApplicationStory = details(wellKnown.id)

export const DetailsTokenRequest: ApplicationStory = {
  ...details(wellKnown.id),
  play: play(async ({ see }) => {
    await see('[data-keydesk-part="token-test"]')
    toTheEnd('[data-keydesk-part="token-test"]')
  }),
}

export const DetailsOfAnOrphan: ApplicationStory = details('conn_app_old_gateway')

export const DetailsForReaders: ApplicationStory = details(wellKnown.id, event, { session: readerOfBoth })

export const DetailsOfADeletedOne: ApplicationStory = details(deletedApplication.id, event, {
  applications: [deletedApplication],
})

const failed = (fault: Fault) =>
  details('conn_app_far_away', 'dialog [role="alert"]', { faults: { getM2MApplication: fault } })

export const DetailsGone: ApplicationStory = failed({ code: 'not_found' })

export const DetailsFailed: ApplicationStory = failed({ code: 'internal' })

export const Edit: ApplicationStory = story(openEdit, '[data-keydesk-part="segment"]')

export const EditScopes: ApplicationStory = story(async hands => {
  await openEdit(hands)
  await hands.press(hands.messages.picker.readOnly)
}, '[data-dialog="edit"] [role="status"]:not(:empty)')

export const EditFailed: ApplicationStory = story(
  async hands => {
    await openEdit(hands)
    await hands.write(hands.messages.fields.name, 'Something else')
    await hands.press(hands.messages.editDialog.submit)
  },
  'dialog [role="alert"]',
  { faults: { updateM2MApplication: { code: 'conflict' } } },
)

export const OneSecret: ApplicationStory = story(openSecrets('Content sync'), '[data-dialog="secrets"]')

export const OverdueSecret: ApplicationStory = story(openSecrets('Billing export'), '[data-dialog="secrets"]')

export const NoSecret: ApplicationStory = story(openSecrets('Old gateway'), '[data-dialog="secrets"]')

export const TwoSecretsSafeToFinish: ApplicationStory = story(openSecrets(), '[data-dialog="secrets"]')

const rotating = (current: Partial<ClientSecret>, old: Partial<ClientSecret> = {}): ApplicationStory => {
  const application = makeApplication({
    name: 'Not yet',
    secrets: [
      makeSecret({ id: 'secret_2', hint: '11ad', createdAt: inDays(-0.02), lastUsedAt: null, ...current }),
      makeSecret({ status: 'rotating', lastUsedAt: inDays(-0.03), ...old }),
    ],
  })
  return story(openSecrets('Not yet'), '[data-dialog="secrets"]', {
    applications: [application, ...everyApplication],
  })
}

export const TwoSecretsNewOneUnused: ApplicationStory = rotating({})

export const TwoSecretsNewOneTested: ApplicationStory = rotating({ lastUsedAt: inDays(-0.01) })

export const TwoSecretsBothInUse: ApplicationStory = rotating(
  { createdAt: inDays(-1), lastUsedAt: inDays(-0.01) },
  { lastUsedAt: inDays(-0.02) },
)

export const Finish: ApplicationStory = story(async hands => {
  await openSecrets()(hands)
  await hands.press(hands.messages.applicationDialogs.secrets.finish)
}, '[data-dialog="secret-end"]')

export const Cancel: ApplicationStory = story(async hands => {
  await openSecrets()(hands)
  await hands.press(hands.messages.applicationDialogs.secrets.cancel)
}, '[data-dialog="secret-end"]')

export const RotationRefused: ApplicationStory = story(
  async hands => {
    await openSecrets('Content sync')(hands)
    await hands.press(hands.messages.applicationDialogs.secrets.start)
  },
  'dialog [role="alert"]',
  { faults: { createClientSecret: { code: 'reauthentication_required', maxAge: 900 } } },
)

export const Delete: ApplicationStory = story(openDelete(), '[data-dialog="delete"]')

export const DeleteNeverUsed: ApplicationStory = story(openDelete('Old gateway'), '[data-dialog="delete"]')
