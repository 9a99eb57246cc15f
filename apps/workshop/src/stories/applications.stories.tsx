import { type ApplicationStory, applicationDesk } from '../application-desk.tsx'
import { play } from '../hands.ts'
import { deletedApplication, everyApplication, wellKnown } from '../world/applications.ts'
import { both, type Fault, readerOfBoth, type World } from '../world/world.ts'

export default { ...applicationDesk, title: 'Applications' }

const rows = '[data-keydesk-part="row"]:not([data-state="loading"])'
const inState = (state: string, world: Partial<World>): ApplicationStory => ({
  args: { world },
  play: play(({ see }) => see(`[data-keydesk-part="state"][data-state="${state}"]`)),
})
const failing = (fault: Fault): Partial<World> => ({ faults: { listM2MApplications: fault } })

export const EveryState: ApplicationStory = { play: play(({ see }) => see(rows)) }

export const ReadOnly: ApplicationStory = {
  args: { world: { session: readerOfBoth } },
  play: play(({ see }) => see(rows)),
}

export const Deleted: ApplicationStory = {
  args: { world: { applications: [...everyApplication, deletedApplication] } },
  play: play(async ({ messages, press, see }) => {
    await press(messages.statusFilter(''))
    await press(messages.applications.badges.deleted)
    await see(`${rows}[data-state="deleted"]`)
  }),
}

export const ActionsOfAnApplication: ApplicationStory = {
  play: play(({ messages, press }) => press(messages.actionsFor(wellKnown.name))),
}

export const Loading: ApplicationStory = {
  args: { world: failing('silence') },
  play: play(({ see }) => see('[data-keydesk-part="row"][data-state="loading"]')),
}

export const Empty: ApplicationStory = inState('empty', { applications: [] })

export const EmptyForReaders: ApplicationStory = inState('empty', {
  applications: [],
  session: readerOfBoth,
})

export const SwitchedOff: ApplicationStory = inState('off', {
  session: { ...both, features: { ...both.features, m2mApplications: false } },
})

export const Failed: ApplicationStory = inState('error', failing({ code: 'store_unavailable' }))

export const NothingMatches: ApplicationStory = {
  play: play(async ({ messages, write, see }) => {
    await see(rows)
    await write(messages.applications.list.search, 'no such thing')
    await see('[data-keydesk-part="state"][data-state="no-match"]')
  }),
}
