import type { ApiKey } from '@keydesk/contract'
import { type DeskStory, desk } from '../desk.tsx'
import { type Hands, play } from '../hands.ts'
import { makeApiKey } from '../world/api-keys.ts'
import { inDays } from '../world/clock.ts'
import { type Fault, reader } from '../world/world.ts'

export default { ...desk, title: 'Replaced' }

const line = (state: 'rotating' | 'over') => `[data-keydesk-part="replaced"][data-state="${state}"]`

/** A key and the one that replaced it, four hours ago. */
const pair = (old: Partial<ApiKey>, next: Partial<ApiKey> = {}): ApiKey[] => [
  makeApiKey({
    name: 'CI deploy',
    id: 'api_key_next',
    createdAt: inDays(-1 / 6),
    lastUsedAt: inDays(-0.01),
    replaces: 'api_key_old',
    ...next,
  }),
  makeApiKey({
    name: 'CI deploy',
    id: 'api_key_old',
    createdAt: inDays(-59),
    expiresAt: inDays(0.96),
    replacedBy: 'api_key_next',
    ...old,
  }),
  makeApiKey({ name: 'Zapier' }),
]

const bothInUse = pair({ lastUsedAt: inDays(-0.02) }, { name: 'CI deploy, second generation' })

const shown = (apiKeys: ApiKey[], state: 'rotating' | 'over' = 'rotating'): DeskStory => ({
  args: { world: { apiKeys } },
  play: play(({ see }) => see(line(state))),
})

export const BothInUse: DeskStory = shown(bothInUse)

export const NewOneNotUsedYet: DeskStory = shown(pair({}, { lastUsedAt: null }))

export const SafeToStop: DeskStory = {
  args: { world: { apiKeys: pair({ lastUsedAt: inDays(-2) }) } },
  play: play(({ see }) => see(`${line('rotating')} [data-state="safe"]`)),
}

export const Over: DeskStory = shown(pair({ expiresAt: inDays(-0.02) }), 'over')

export const ReadOnly: DeskStory = {
  args: { world: { apiKeys: bothInUse, session: reader } },
  play: play(({ see }) => see(line('rotating'))),
}

export const StopNow: DeskStory = {
  args: { world: { apiKeys: bothInUse } },
  play: play(async ({ messages, press, see }) => {
    await press(`${messages.replaced.stop}: CI deploy`)
    await see('[data-dialog="revoke"]')
  }),
}

const extend = async ({ messages, press, see }: Hands) => {
  await press(`${messages.replaced.extend}: CI deploy`)
  await see('[data-dialog="extend"]')
}

const refused = (fault: Fault, then: string): DeskStory => ({
  args: { world: { apiKeys: bothInUse, faults: { updateApiKey: fault } } },
  play: play(async hands => {
    await extend(hands)
    await hands.press(hands.messages.replaced.extension.submit)
    await hands.see(then)
  }),
})

export const Extend: DeskStory = { args: { world: { apiKeys: bothInUse } }, play: play(extend) }

export const ExtendToADate: DeskStory = {
  args: { world: { apiKeys: bothInUse } },
  play: play(async hands => {
    const { fields, replaced } = hands.messages
    await extend(hands)
    await hands.press(replaced.date)
    await hands.write(fields.dateLabel, '2026-12-04')
    await hands.see('dialog [data-keydesk-part="hint"]')
  }),
}

export const ExtendDateMissing: DeskStory = {
  args: { world: { apiKeys: bothInUse } },
  play: play(async hands => {
    const { extension, date } = hands.messages.replaced
    await extend(hands)
    await hands.press(date)
    await hands.press(extension.submit)
    await hands.see('[data-keydesk-part="field-error"]')
  }),
}

export const ExtendRefused: DeskStory = refused(
  {
    code: 'validation_failed',
    errors: [
      {
        pointer: '#/expiresAt',
        code: 'expiry_too_late',
        detail: 'This key was replaced, so it can last until 25 November 2026 at most.',
      },
    ],
  },
  '[data-keydesk-part="field-error"]',
)

export const ExtendFailed: DeskStory = refused(
  { code: 'upstream_unavailable', detail: 'WorkOS cannot be reached. Nothing was changed.' },
  'dialog [data-keydesk-part="notice"]',
)

export const Extended: DeskStory = {
  args: { world: { apiKeys: bothInUse } },
  play: play(async hands => {
    await extend(hands)
    await hands.press(hands.messages.replaced.extension.submit)
    await hands.see('[data-keydesk-part="root"]:not(:has(dialog)) [data-keydesk-part="replaced"]')
  }),
}
