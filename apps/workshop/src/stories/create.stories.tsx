import { type DeskStory, desk } from '../desk.tsx'
import { type Hands, play } from '../hands.ts'
import { manyPermissions, permissionsOfFew } from '../world/permissions.ts'
import { type Fault, sessionUnder, type World } from '../world/world.ts'

export default { ...desk, title: 'Create' }

const open = async ({ messages, press, see }: Hands) => {
  await press(messages.newKey)
  await see('[data-keydesk-part="segment"], [data-keydesk-part="checkbox"]')
}

const fill = async (hands: Hands) => {
  const { messages, press, write } = hands
  await open(hands)
  await write(messages.fields.name, 'Weekly digest')
  await press(messages.picker.readOnly)
}

const openDetails = async (hands: Hands) => {
  await fill(hands)
  await hands.press(hands.messages.create.changeLabel)
  await hands.see('[data-keydesk-part="owner"] label:nth-of-type(3)')
}

const refused = (fault: Fault, then: string, world: Partial<World> = {}): DeskStory => ({
  args: { world: { ...world, faults: { createApiKey: fault } } },
  play: play(async hands => {
    await fill(hands)
    await hands.press(hands.messages.create.submit)
    await hands.see(then)
  }),
})

export const Untouched: DeskStory = { play: play(open) }

export const Filled: DeskStory = { play: play(fill) }

export const Details: DeskStory = { play: play(openDetails) }

export const DetailsRequiredByTheHost: DeskStory = {
  args: { requires: ['owner', 'purpose', 'expiry'] },
  play: play(async hands => {
    await open(hands)
    await hands.press(hands.messages.create.submit)
    await hands.see('[data-keydesk-part="field-error"]')
  }),
}

export const OwnerAndPurposeRequiredByThePolicy: DeskStory = {
  args: { world: { session: sessionUnder({ ownerRequired: true, purposeRequired: true }) } },
  play: play(async hands => {
    await fill(hands)
    await hands.see('[data-keydesk-part="owner"] label:nth-of-type(3)')
    await hands.press(hands.messages.create.submit)
    await hands.see('[data-keydesk-part="field-error"]')
  }),
}

export const PermissionThatNeedsAReason: DeskStory = {
  args: { world: { session: sessionUnder({ permissionsNeedingReason: ['posts:read', 'members:read'] }) } },
  play: play(async hands => {
    await fill(hands)
    await hands.see('[data-keydesk-part="owner"] label:nth-of-type(3)')
  }),
}

export const OwnerSearch: DeskStory = {
  play: play(async hands => {
    await openDetails(hands)
    await hands.write(hands.messages.fields.searchOwner, 'in')
    await hands.press('Inès Garnier')
  }),
}

export const NobodyFound: DeskStory = {
  play: play(async hands => {
    await openDetails(hands)
    await hands.write(hands.messages.fields.searchOwner, 'Zebulon')
    await hands.see('[data-keydesk-part="owner"] [data-keydesk-part="hint"]')
  }),
}

export const NeverExpires: DeskStory = {
  play: play(async hands => {
    await openDetails(hands)
    await hands.press(hands.messages.fields.neverOption)
    await hands.see('[data-keydesk-part="expiry"] [data-tone="warn"]')
  }),
}

export const CustomDate: DeskStory = {
  play: play(async hands => {
    const { fields } = hands.messages
    await openDetails(hands)
    await hands.press(fields.customDate)
    await hands.write(fields.dateLabel, '2027-03-31')
    await hands.see('[data-keydesk-part="expiry"] [data-keydesk-part="hint"]')
  }),
}

export const LacksPermissions: DeskStory = {
  args: { world: { permissions: permissionsOfFew } },
  play: play(fill),
}

export const Templates: DeskStory = {
  args: {
    permissionTemplates: [
      { name: 'Continuous integration', permissions: ['posts:read', 'posts:write'] },
      { name: 'Reporting', permissions: ['analytics:read', 'exports:create', 'exports:download'] },
    ],
  },
  play: play(async hands => {
    await open(hands)
    await hands.press('Reporting')
  }),
}

export const FiveHundredPermissions: DeskStory = {
  args: { world: { permissions: manyPermissions } },
  play: play(async hands => {
    await open(hands)
    await hands.write(hands.messages.picker.search, 'returns')
    await hands.see('[data-keydesk-part="picker-bar"]')
  }),
}

export const NameMissing: DeskStory = {
  play: play(async hands => {
    await open(hands)
    await hands.press(hands.messages.create.submit)
    await hands.see('[data-keydesk-part="field-error"]')
  }),
}

export const FieldsRefused: DeskStory = refused(
  {
    code: 'validation_failed',
    errors: [
      { pointer: '#/name', code: 'too_long', detail: 'A name has at most 200 characters.' },
      {
        pointer: '#/permissions',
        code: 'unknown_permission',
        detail: 'There is no permission comments:read.',
      },
      {
        pointer: '#/ownerId',
        code: 'not_a_member',
        detail: 'This person is not a member of the organization.',
      },
      { pointer: '#/expiresAt', code: 'expiry_too_late', detail: 'A key may live for 60 days at most.' },
    ],
  },
  '[data-keydesk-part="field-error"]',
)

export const MoreThanYouHold: DeskStory = refused(
  {
    code: 'permission_escalation',
    detail: 'You cannot grant analytics:read, because you do not hold it.',
    permissions: ['analytics:read'],
  },
  '[data-keydesk-part="field-error"]',
)

export const Waiting: DeskStory = { ...refused('silence', 'dialog[data-state="busy"]') }

export const TooManyRequests: DeskStory = refused(
  { code: 'rate_limited', retryAfter: 30 },
  '[data-keydesk-part="notice"]',
)

export const NotReachable: DeskStory = refused(
  { code: 'upstream_unavailable', detail: 'WorkOS cannot be reached.' },
  '[data-keydesk-part="notice"]',
)

export const NoRoom: DeskStory = refused(
  { code: 'quota_exceeded', detail: 'This organization has 1,000 keys, and there is no room for another.' },
  '[data-keydesk-part="notice"]',
)

export const AnswerLost: DeskStory = refused('offline', '[data-keydesk-part="notice"]')

export const SessionExpired: DeskStory = refused({ code: 'unauthenticated' }, '[data-keydesk-part="notice"]')

export const SignedInTooLongAgo: DeskStory = refused(
  { code: 'reauthentication_required', maxAge: 900 },
  '[data-keydesk-part="notice"]',
)
