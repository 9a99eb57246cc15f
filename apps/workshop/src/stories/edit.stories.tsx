import { type DeskStory, desk } from '../desk.tsx'
import { type Hands, play } from '../hands.ts'
import { type Fault, sessionWithout } from '../world/world.ts'

export default { ...desk, title: 'Edit' }

const open =
  (name: string) =>
  async ({ messages, press, see }: Hands) => {
    await press(messages.actionsFor(name))
    await press(messages.edit)
    await see('[data-dialog="edit"] [data-keydesk-part="owner"] label:nth-of-type(3)')
  }

const refused = (fault: Fault, then: string): DeskStory => ({
  args: { world: { faults: { updateApiKey: fault } } },
  play: play(async hands => {
    const { fields, editDialog } = hands.messages
    await open('Nightly export')(hands)
    await hands.write(fields.purpose, 'The new warehouse')
    await hands.press(editDialog.submit)
    await hands.see(then)
  }),
})

const problem = 'dialog [data-keydesk-part="notice"][data-tone="bad"]'

export const Untouched: DeskStory = { play: play(open('Nightly export')) }

export const WithoutAnOwner: DeskStory = { play: play(open('Old integration')) }

export const WithoutNarrowing: DeskStory = {
  args: { world: { session: sessionWithout('narrowing') } },
  play: play(open('Nightly export')),
}

export const OwnerAndPurpose: DeskStory = {
  play: play(async hands => {
    const { fields } = hands.messages
    await open('Nightly export')(hands)
    await hands.write(fields.purpose, 'The new warehouse, from January on')
    await hands.write(fields.searchOwner, 'in')
    await hands.press('Inès Garnier')
  }),
}

export const PurposeRequiredByTheHost: DeskStory = {
  args: { requires: ['purpose'] },
  play: play(async hands => {
    const { fields, editDialog } = hands.messages
    await open('Nightly export')(hands)
    await hands.write(fields.purpose, '')
    await hands.press(editDialog.submit)
    await hands.see('[data-keydesk-part="field-error"]')
  }),
}

export const LaterExpiry: DeskStory = {
  play: play(async hands => {
    await open('Nightly export')(hands)
    await hands.press(hands.messages.fields.year)
  }),
}

export const NeverExpires: DeskStory = {
  play: play(async hands => {
    await open('Nightly export')(hands)
    await hands.press(hands.messages.fields.neverOption)
    await hands.see('[data-keydesk-part="expiry"] [data-tone="warn"]')
  }),
}

export const CustomDate: DeskStory = {
  play: play(async hands => {
    const { fields } = hands.messages
    await open('Nightly export')(hands)
    await hands.press(fields.customDate)
    await hands.write(fields.dateLabel, '2027-03-31')
  }),
}

export const Narrowed: DeskStory = {
  play: play(async hands => {
    await open('Nightly export')(hands)
    await hands.press(hands.messages.picker.none)
  }),
}

export const FieldsRefused: DeskStory = refused(
  {
    code: 'validation_failed',
    errors: [
      { pointer: '#/purpose', code: 'too_long', detail: 'A purpose has at most 200 characters.' },
      {
        pointer: '#/ownerId',
        code: 'not_a_member',
        detail: 'This person is not a member of the organization.',
      },
      { pointer: '#/expiresAt', code: 'expiry_too_late', detail: 'A key may live for 60 days at most.' },
      { pointer: '#/permissions', code: 'invalid', detail: 'Permissions can only be narrowed.' },
    ],
  },
  '[data-keydesk-part="field-error"]',
)

export const Waiting: DeskStory = refused('silence', 'dialog[data-state="busy"]')

export const TooManyRequests: DeskStory = refused({ code: 'rate_limited', retryAfter: 30 }, problem)

export const NotReachable: DeskStory = refused(
  { code: 'upstream_unavailable', detail: 'WorkOS cannot be reached. Nothing was changed.' },
  problem,
)

export const SessionExpired: DeskStory = refused({ code: 'unauthenticated' }, problem)
