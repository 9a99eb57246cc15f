import { type DeskStory, desk } from '../desk.tsx'
import { play } from '../hands.ts'
import { reader, sessionUnder } from '../world/world.ts'

export default { ...desk, title: 'Roles' }

const state = (name: string) => `[data-keydesk-part="state"][data-state="${name}"]`

export const ReadOnly: DeskStory = {
  args: { world: { session: reader } },
  play: play(({ see }) => see('[data-keydesk-part="row"]:not([data-state="loading"])')),
}

export const ReadOnlyAndEmpty: DeskStory = {
  args: { world: { session: reader, apiKeys: [] } },
  play: play(({ see }) => see(state('empty'))),
}

export const NoNewKeys: DeskStory = {
  args: { world: { session: sessionUnder({ allowed: false }) } },
  play: play(({ see }) => see('[data-keydesk-part="row"]:not([data-state="loading"])')),
}

export const NoNewKeysAndEmpty: DeskStory = {
  args: { world: { session: sessionUnder({ allowed: false }), apiKeys: [] } },
  play: play(({ see }) => see(state('empty'))),
}

export const NoAccess: DeskStory = {
  args: { world: { faults: { getSession: { code: 'permission_denied' } } } },
  play: play(({ see }) => see(state('no-access'))),
}

export const SignedOut: DeskStory = {
  args: { world: { faults: { getSession: { code: 'unauthenticated' } } } },
  play: play(({ see }) => see(state('signed-out'))),
}

export const NoOrganization: DeskStory = {
  args: { world: { faults: { getSession: { code: 'no_organization' } } } },
  play: play(({ see }) => see(state('no-organization'))),
}
