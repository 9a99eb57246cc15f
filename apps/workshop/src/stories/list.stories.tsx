import { type DeskStory, desk } from '../desk.tsx'
import { play } from '../hands.ts'
import { everyBadge, longNames, ordinary, revoked, sixty } from '../world/api-keys.ts'

export default { ...desk, title: 'List' }

const rows = '[data-keydesk-part="row"]:not([data-state="loading"])'
const state = (name: string) => `[data-keydesk-part="state"][data-state="${name}"]`

export const Ordinary: DeskStory = {
  args: { world: { apiKeys: ordinary } },
  play: play(({ see }) => see(rows)),
}

export const EveryBadge: DeskStory = { play: play(({ see }) => see(rows)) }

export const Revoked: DeskStory = {
  args: { world: { apiKeys: [...everyBadge, revoked] } },
  play: play(async ({ messages, press, see }) => {
    await press(messages.statusFilter(''))
    await press(messages.badges.revoked)
    await see(`${rows}[data-state="revoked"]`)
  }),
}

export const ActionsOfAKey: DeskStory = {
  play: play(({ messages, press }) => press(messages.actionsFor('Zapier'))),
}

export const Selection: DeskStory = {
  play: play(async ({ messages, press, see }) => {
    await press(messages.selection.one('Zapier'))
    await press(messages.selection.one('Prototype'))
    await see('[data-keydesk-part="selection"]')
  }),
}

export const Sorted: DeskStory = {
  play: play(async ({ messages, press, see }) => {
    await press(messages.columns.name)
    await see('[aria-sort="ascending"]')
  }),
}

export const AttentionCard: DeskStory = {
  play: play(async ({ see }) => {
    await see('[data-attention="never_expires"]')
    document.querySelector<HTMLElement>('[data-attention="never_expires"]')?.click()
    await see('[data-attention="never_expires"][aria-pressed="true"]')
  }),
}

export const StatusFilter: DeskStory = {
  play: play(async ({ messages, press, see }) => {
    await press(messages.statusFilter(''))
    await press(messages.badges.expired)
    await press(messages.badges.expiring)
    await see('[role="menuitemcheckbox"][aria-checked="true"]')
  }),
}

export const PointedAt: DeskStory = {
  args: { keyId: 'api_key_ticket_bridge' },
  play: play(({ see }) => see('[aria-current]')),
}

export const SecondPage: DeskStory = {
  args: { world: { apiKeys: sixty } },
  play: play(async ({ messages, press, see }) => {
    await press(messages.next)
    await see(`${rows} [aria-label="${messages.selection.one('Worker 26')}"]`)
  }),
}

export const LongNames: DeskStory = {
  args: { world: { apiKeys: longNames } },
  play: play(({ see }) => see(rows)),
}

export const Empty: DeskStory = {
  args: { world: { apiKeys: [] } },
  play: play(({ see }) => see(state('empty'))),
}

export const NothingMatches: DeskStory = {
  play: play(async ({ messages, write, see }) => {
    await see(rows)
    await write(messages.search, 'billing ( [ *')
    await see(state('no-match'))
  }),
}

export const Loading: DeskStory = {
  args: { world: { faults: { listApiKeys: 'silence' } } },
  play: play(({ see }) => see('[data-state="loading"]')),
}

export const Failed: DeskStory = {
  args: { world: { faults: { listApiKeys: { code: 'internal' } } } },
  play: play(({ see }) => see(state('error'))),
}

export const Offline: DeskStory = {
  args: { world: { faults: { getSession: 'offline' } } },
  play: play(({ see }) => see(state('error'))),
}

export const OutOfDate: DeskStory = {
  args: { world: { faults: { getSession: { code: 'store_unavailable' } }, soundAnswers: 1 } },
  play: play(async ({ see }) => {
    await see(rows)
    // The window gets the focus back, and the widget asks anew.
    window.dispatchEvent(new Event('visibilitychange'))
    await see('[data-keydesk-part="notice"]')
  }),
}
