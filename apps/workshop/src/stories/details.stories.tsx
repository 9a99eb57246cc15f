import { type DeskStory, desk } from '../desk.tsx'
import { play } from '../hands.ts'
import { everyBadge, longNames } from '../world/api-keys.ts'
import { activity, lives, narrowed, wellKept } from '../world/lives.ts'
import { manyPermissions } from '../world/permissions.ts'
import { type Fault, reader, sessionWithout, type World } from '../world/world.ts'

export default { ...desk, title: 'Details' }

const section = '[data-dialog="details"] [data-keydesk-part="answers"]'
const event = '[data-keydesk-part="event"]'

/** The details of the key of this name, in a world of all there are. */
const detailsOf = (name: string, world: Partial<World> = {}, then = section): DeskStory => ({
  args: { world: { apiKeys: [...lives, ...everyBadge], events: activity, ...world } },
  play: play(async ({ press, see }) => {
    await press(name)
    await see(then)
  }),
})

/** The details of a key that an address names, where asking for it goes wrong. */
const failed = (keyId: string, fault: Fault, then: string): DeskStory => ({
  args: { keyId, world: { faults: { getApiKey: fault } } },
  play: play(({ see }) => see(then)),
})

export const MadeHere: DeskStory = detailsOf(wellKept.name, {}, event)

export const Activity: DeskStory = {
  ...MadeHere,
  play: play(async ({ press, see }) => {
    await press(wellKept.name)
    await see(event)
    document.querySelector(event)?.scrollIntoView()
  }),
}

export const MoreActivity: DeskStory = {
  ...MadeHere,
  play: play(async ({ messages, press, see }) => {
    await press(wellKept.name)
    await press(messages.credentialDetails.more)
    await see(`${event}:nth-child(30)`)
    document.querySelector(`${event}:last-child`)?.scrollIntoView()
  }),
}

export const ActivityFailed: DeskStory = {
  ...detailsOf(wellKept.name, { faults: { listAuditEvents: { code: 'store_unavailable' } } }),
  play: play(async ({ press, see }) => {
    await press(wellKept.name)
    await see('dialog [role="alert"]')
    document.querySelector('dialog [role="alert"]')?.scrollIntoView()
  }),
}

export const WithoutAudit: DeskStory = detailsOf(wellKept.name, { session: sessionWithout('audit') })

export const ReadOnly: DeskStory = detailsOf(wellKept.name, { session: reader })

export const Rotating: DeskStory = {
  args: { keyId: 'api_key_ci_deploy_old' },
  play: play(({ see }) => see(section)),
}

export const NeverReachedYou: DeskStory = detailsOf('Partner feed')

export const MadeElsewhere: DeskStory = detailsOf('Made in the console')

export const WithoutAnOwner: DeskStory = detailsOf('Old integration')

export const Expired: DeskStory = detailsOf('Prototype')

export const Revoked: DeskStory = {
  ...detailsOf('Reports'),
  play: play(async ({ messages, press, see }) => {
    await press(messages.statusFilter(''))
    await press(messages.badges.revoked)
    await press('Reports')
    await see(section)
  }),
}

export const Narrowed: DeskStory = detailsOf(narrowed.name)

export const CanDoNothing: DeskStory = detailsOf('Does nothing')

export const HundredPermissions: DeskStory = detailsOf('Does everything', { permissions: manyPermissions })

export const LongName: DeskStory = detailsOf(String(longNames[0]?.name), { apiKeys: longNames })

export const LongWord: DeskStory = detailsOf(String(longNames[1]?.name), { apiKeys: longNames })

export const Loading: DeskStory = failed(
  'api_key_far_away',
  'silence',
  'dialog [data-keydesk-part="skeleton"]',
)

export const Failed: DeskStory = failed('api_key_far_away', { code: 'internal' }, 'dialog [role="alert"]')

export const Gone: DeskStory = failed('api_key_far_away', { code: 'not_found' }, 'dialog [role="alert"]')

export const OutOfDate: DeskStory = failed(
  'api_key_zapier',
  { code: 'store_unavailable' },
  'dialog [data-keydesk-part="notice"]',
)
