import type { Messages } from '@keydesk/react'
import { languageOf } from './languages.ts'

const fields = 'input, textarea'
const controls = `${fields}, button, a`
const patience = 5_000

/** What a story may do with the widget: what a person can, by the names that a person reads and as soon as it can be done, in the language it is shown in. */
export interface Hands {
  messages: Messages
  /** Presses the control of this name, once it is there. */
  press: (name: string) => Promise<void>
  /** Writes into the field of this name, in place of what is there. */
  write: (name: string, text: string) => Promise<void>
  /** Waits until something fits this selector. */
  see: (selector: string) => Promise<void>
}

/** Turns what hands do into the `play` of a story. Whoever takes a picture or looks for faults waits for the page's `data-story`. */
export const play =
  (act: (hands: Hands) => Promise<void>) =>
  async ({ canvasElement, globals }: { canvasElement: HTMLElement; globals: Record<string, unknown> }) => {
    const { dataset } = document.documentElement
    try {
      await act(handsOn(canvasElement, languageOf(globals).messages))
      dataset.story = 'ready'
    } catch (error) {
      dataset.story = String(error)
      throw error
    }
  }

const handsOn = (canvas: HTMLElement, messages: Messages): Hands => {
  // What lies below an open dialog is out of reach, as it is for a person.
  const reach = () => canvas.querySelector('dialog:modal') ?? canvas
  const named = (selector: string, name: string) =>
    comes(`"${name}"`, () =>
      [...reach().querySelectorAll<HTMLElement>(selector)].find(
        control => nameOf(control) === name && !control.matches(':disabled'),
      ),
    )
  return {
    messages,
    press: async name => (await named(controls, name)).click(),
    write: async (name, text) => {
      const field = await named(fields, name)
      // React notices what is written past its own setter of `value`.
      Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text)
      field.dispatchEvent(new InputEvent('input', { bubbles: true }))
    },
    see: async selector => {
      await comes(selector, () => canvas.querySelector(selector))
    },
  }
}

const nameOf = (control: HTMLElement): string => {
  const label = control instanceof HTMLInputElement ? control.labels?.[0]?.textContent : control.textContent
  return (control.ariaLabel ?? label ?? '').trim()
}

const comes = async <Found>(what: string, find: () => Found | null | undefined): Promise<Found> => {
  // By the clock that goes on.
  for (const end = performance.now() + patience; performance.now() < end; ) {
    const found = find()
    if (found) return found
    await new Promise(resolve => setTimeout(resolve, 20))
  }
  throw new Error(`Nothing here is ${what}.`)
}
