import { type DeskStory, desk } from '../desk.tsx'
import { type Hands, play } from '../hands.ts'

export default { ...desk, title: 'Revoke' }

const open =
  (name: string) =>
  async ({ messages, press, see }: Hands) => {
    await press(messages.actionsFor(name))
    await press(messages.revoke)
    await see('[data-dialog="revoke"]')
  }

export const Used: DeskStory = { play: play(open('Nightly export')) }

export const Unused: DeskStory = { play: play(open('Ticket bridge')) }

export const Ended: DeskStory = { play: play(open('Prototype')) }

export const NameMismatch: DeskStory = {
  play: play(async hands => {
    const { revokeDialog } = hands.messages
    await open('Nightly export')(hands)
    await hands.write(`${revokeDialog.confirm}: Nightly export`, 'Weekly digest')
    await hands.press(revokeDialog.submit)
    await hands.see('[data-keydesk-part="field-error"]')
  }),
}

export const Failed: DeskStory = {
  args: { world: { faults: { revokeApiKey: { code: 'upstream_timeout' } } } },
  play: play(async hands => {
    await open('Ticket bridge')(hands)
    await hands.press(hands.messages.revokeDialog.submit)
    await hands.see('dialog [role="alert"]')
  }),
}

const later = async (hands: Hands) => {
  await open('Ticket bridge')(hands)
  await hands.press(hands.messages.revokeDialog.later)
}

export const LaterInstead: DeskStory = {
  play: play(async hands => {
    await later(hands)
    const select = `[aria-label="${hands.messages.selection.one('Ticket bridge')}"]`
    await hands.see(`[data-keydesk-part="row"][data-state="expiring"]:has(${select})`)
  }),
}

export const LaterInsteadWaiting: DeskStory = {
  args: { world: { faults: { updateApiKey: 'silence' } } },
  play: play(async hands => {
    await later(hands)
    await hands.see('dialog[data-state="busy"]')
  }),
}

export const LaterInsteadFailed: DeskStory = {
  args: { world: { faults: { updateApiKey: { code: 'upstream_timeout' } } } },
  play: play(async hands => {
    await later(hands)
    await hands.see('dialog [role="alert"]')
  }),
}

const tick = async ({ messages, press, see }: Hands) => {
  for (const name of ['Nightly export', 'Old integration', 'Prototype'])
    await press(messages.selection.one(name))
  await press(messages.selection.revoke)
  await see('[data-dialog="bulk-revoke"]')
}

export const Several: DeskStory = { play: play(tick) }

export const SeveralPartlyFailed: DeskStory = {
  args: { world: { stuck: ['api_key_old_integration'] } },
  play: play(async hands => {
    const { bulkRevoke, revokeDialog } = hands.messages
    await tick(hands)
    await hands.write(bulkRevoke.confirm, '3')
    await hands.press(revokeDialog.submit)
    await hands.see('[data-keydesk-part="bulk-item"][data-state="failed"]')
  }),
}
