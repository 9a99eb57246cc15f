import { type DeskStory, desk } from '../desk.tsx'
import { type Hands, play } from '../hands.ts'
import { permissionsOfFew } from '../world/permissions.ts'
import { type Fault, sessionUnder } from '../world/world.ts'

export default { ...desk, title: 'Rotate' }

const open =
  (name: string) =>
  async ({ messages, press, see }: Hands) => {
    await press(messages.actionsFor(name))
    await press(messages.rotateKey)
    await see('[data-dialog="rotate"]')
  }

const openChanges =
  (name: string) =>
  async (hands: Hands): Promise<void> => {
    await open(name)(hands)
    await hands.press(hands.messages.rotate.changeLabel)
    await hands.see('[data-keydesk-part="segment"], [data-keydesk-part="checkbox"]')
  }

const change = async (hands: Hands) => {
  const { fields, picker } = hands.messages
  await openChanges('Nightly export')(hands)
  await hands.write(fields.name, 'Nightly export to the new warehouse')
  await hands.press(fields.year)
  await hands.press(picker.readOnly)
  await hands.see('[data-keydesk-part="diff"] [data-state="added"]')
}

const refused = (fault: Fault, then: string): DeskStory => ({
  args: { world: { faults: { rotateApiKey: fault } } },
  play: play(async hands => {
    await open('Zapier')(hands)
    await hands.press(hands.messages.rotate.submit)
    await hands.see(then)
  }),
})

const problem = 'dialog [data-keydesk-part="notice"][data-tone="bad"]'

export const Untouched: DeskStory = { play: play(open('Zapier')) }

export const EndsSoon: DeskStory = { play: play(open('Nightly export')) }

export const NeverUsed: DeskStory = { play: play(open('Ticket bridge')) }

export const NeverExpires: DeskStory = { play: play(openChanges('Old integration')) }

export const Changed: DeskStory = { play: play(change) }

export const ShortOverlap: DeskStory = {
  args: { world: { session: sessionUnder({ maxOverlapSeconds: 3600 }) } },
  play: play(open('Zapier')),
}

export const AtOnce: DeskStory = {
  play: play(async hands => {
    await open('Zapier')(hands)
    await hands.press(hands.messages.replaced.now)
  }),
}

export const AtADate: DeskStory = {
  play: play(async hands => {
    const { fields, replaced } = hands.messages
    await open('Zapier')(hands)
    await hands.press(replaced.date)
    await hands.write(fields.dateLabel, '2026-12-04')
    await hands.see('[data-keydesk-part="sentence"]')
  }),
}

export const DateMissing: DeskStory = {
  play: play(async hands => {
    const { replaced, rotate } = hands.messages
    await open('Zapier')(hands)
    await hands.press(replaced.date)
    await hands.press(rotate.submit)
    await hands.see('[data-keydesk-part="field-error"]')
  }),
}

export const LacksPermissions: DeskStory = {
  args: { world: { permissions: permissionsOfFew } },
  play: play(async hands => {
    await open('Nightly export')(hands)
    await hands.see('[data-keydesk-part="diff"] [data-keydesk-part="reason"]')
  }),
}

export const FieldsRefused: DeskStory = refused(
  {
    code: 'validation_failed',
    errors: [
      { pointer: '#/name', code: 'too_long', detail: 'A name has at most 200 characters.' },
      { pointer: '#/overlapSeconds', code: 'invalid', detail: 'The old key may go on for 7 days at most.' },
      { pointer: '#/expiresAt', code: 'expiry_too_late', detail: 'A key may live for 60 days at most.' },
      { pointer: '#/permissions', code: 'unknown_permission', detail: 'There is no permission posts:read.' },
    ],
  },
  '[data-keydesk-part="field-error"]',
)

export const MoreThanYouHold: DeskStory = refused(
  {
    code: 'permission_escalation',
    detail: 'You cannot grant posts:read, because you do not hold it.',
    permissions: ['posts:read'],
  },
  '[data-keydesk-part="field-error"]',
)

export const ReplacedMeanwhile: DeskStory = refused(
  { code: 'conflict', detail: 'This key was replaced meanwhile.' },
  problem,
)

export const Waiting: DeskStory = refused('silence', 'dialog[data-state="busy"]')

export const TooManyRequests: DeskStory = refused({ code: 'rate_limited', retryAfter: 30 }, problem)

export const NotReachable: DeskStory = refused(
  { code: 'upstream_unavailable', detail: 'WorkOS cannot be reached.' },
  problem,
)

export const AnswerLost: DeskStory = refused('offline', problem)

export const SessionExpired: DeskStory = refused({ code: 'unauthenticated' }, problem)

export const Secret: DeskStory = {
  play: play(async hands => {
    await open('Zapier')(hands)
    await hands.press(hands.messages.rotate.submit)
    await hands.see('[data-dialog="reveal"]')
  }),
}

export const SecretLost: DeskStory = {
  args: { world: { losesSecret: true } },
  play: play(async hands => {
    await open('Zapier')(hands)
    await hands.press(hands.messages.rotate.submit)
    await hands.see('[data-dialog="lost"]')
  }),
}
