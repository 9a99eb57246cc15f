import { type Hands, play } from '../hands.ts'
import { both } from '../world/world.ts'
import inventory, { type InventoryStory } from './inventory.stories.tsx'

export default { ...inventory, title: 'Choosing' }

const open = async ({ messages, press, see }: Hands) => {
  await press(messages.choose.open)
  await see('[data-keydesk-part="comparison"]')
}

const answer = async (hands: Hands, ...given: string[]) => {
  await open(hands)
  for (const name of given) await hands.press(name)
}

const { policy } = both
const withoutNewKeys = { ...both, policy: { ...policy, apiKeys: { ...policy.apiKeys, allowed: false } } }

export const Untouched: InventoryStory = { play: play(open) }

export const Recommended: InventoryStory = {
  play: play(async hands => {
    const { caller, canDoOAuth, tokenLifetime } = hands.messages.choosing
    await answer(hands, caller.answers.company, canDoOAuth.answers.yes, tokenLifetime.answers.any)
    await hands.see('dialog [data-look="primary"]')
  }),
}

export const KeysForbidden: InventoryStory = {
  args: { world: { session: withoutNewKeys } },
  play: play(async hands => {
    await answer(hands, hands.messages.choosing.canDoOAuth.answers.no)
    await hands.see('dialog [data-keydesk-part="notice"]')
  }),
}

export const BetterAsApplication: InventoryStory = {
  play: play(async hands => {
    const { create, fields, inventory: words, picker } = hands.messages
    await hands.press(words.newKey)
    await hands.see('[data-keydesk-part="segment"], [data-keydesk-part="checkbox"]')
    await hands.press(picker.all)
    await hands.press(create.changeLabel)
    await hands.press(fields.neverOption)
    await hands.see('[aria-live="polite"] > [data-keydesk-part="notice"] > [data-keydesk-part="button"]')
  }),
}
