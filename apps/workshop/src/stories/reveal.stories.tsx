import { type DeskStory, desk } from '../desk.tsx'
import { type Hands, play } from '../hands.ts'

const setClipboard = (allows: boolean) => () => {
  const writeText = () =>
    allows ? Promise.resolve() : Promise.reject(new DOMException('Denied', 'NotAllowedError'))
  Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } })
}

export default { ...desk, title: 'Reveal', beforeEach: setClipboard(true) }

const reveal = async ({ messages, press, write, see }: Hands) => {
  await press(messages.newKey)
  await write(messages.fields.name, 'Weekly digest')
  await press(messages.picker.readOnly)
  await press(messages.create.submit)
  await see('[data-dialog="reveal"], [data-dialog="lost"]')
}

const openTab = (name: 'env' | 'curl' | 'node' | 'python'): DeskStory => ({
  play: play(async hands => {
    await reveal(hands)
    await hands.press(hands.messages.reveal.tabNames[name])
  }),
})

export const Masked: DeskStory = { play: play(reveal) }

export const Shown: DeskStory = {
  play: play(async hands => {
    await reveal(hands)
    await hands.press(hands.messages.reveal.show)
    await hands.see('[data-keydesk-part="secret"][data-state="shown"]')
  }),
}

export const Copied: DeskStory = {
  play: play(async hands => {
    await reveal(hands)
    await hands.press(hands.messages.reveal.copyKey)
  }),
}

export const CopyFailed: DeskStory = {
  beforeEach: setClipboard(false),
  play: play(async hands => {
    await reveal(hands)
    await hands.press(hands.messages.reveal.copyKey)
    await hands.see('[data-keydesk-part="notice"]')
  }),
}

export const Env: DeskStory = openTab('env')
export const Curl: DeskStory = openTab('curl')
export const Node: DeskStory = openTab('node')
export const Python: DeskStory = openTab('python')

export const TestPassed: DeskStory = {
  play: play(async hands => {
    await reveal(hands)
    await hands.press(hands.messages.keyTest.test)
    await hands.see('[data-keydesk-part="test"][data-state="valid"]')
  }),
}

export const TestFailed: DeskStory = {
  args: { world: { testPasses: false } },
  play: play(async hands => {
    await reveal(hands)
    await hands.press(hands.messages.keyTest.test)
    await hands.see('[data-keydesk-part="test"][data-state="invalid"]')
  }),
}

export const CloseGate: DeskStory = {
  play: play(async hands => {
    await reveal(hands)
    await hands.press(hands.messages.reveal.done)
    await hands.see('[data-dialog="gate"]')
  }),
}

export const SecretLost: DeskStory = {
  args: { world: { losesSecret: true } },
  play: play(reveal),
}
