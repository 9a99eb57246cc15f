import { createElement } from 'react'
import { createRoot, type Root } from 'react-dom/client'
import { attributes, properties } from './attributes.ts'
import type { Tell } from './element-events.ts'
import { type ElementProperties, readAttributes, writeAttribute } from './element-settings.ts'
import { ElementWidget } from './element-widget.tsx'

/** The name of the element. */
export const elementName = 'keydesk-api-keys'

const attributeEntries = Object.entries(attributes) as [
  keyof typeof attributes,
  (typeof attributes)[keyof typeof attributes],
][]

/** Defines the element. Does nothing the second time, and nothing on a server; the class needs a browser to exist. */
export const defineElement = (): void => {
  if (typeof customElements === 'undefined' || customElements.get(elementName)) return

  class KeydeskApiKeys extends HTMLElement {
    static observedAttributes = Object.keys(attributes)

    static {
      const { prototype } = KeydeskApiKeys
      for (const [attribute, property] of attributeEntries) {
        define(prototype, property, {
          get: element => readAttributes(element)[property],
          set: (element, value) => writeAttribute(element, attribute, value),
        })
      }
      for (const property of properties) {
        define(prototype, property, {
          get: element => element.#properties[property],
          set: (element, value) => {
            element.#properties = { ...element.#properties, [property]: value }
            element.#render()
          },
        })
      }
    }

    #properties: ElementProperties = {}
    #root: Root | null = null
    #leaving: ReturnType<typeof setTimeout> | undefined
    #focused: EventTarget | null = null

    constructor() {
      super()
      // What a page or a framework set before the element was defined hides the accessors of the class.
      for (const property of [...Object.values(attributes), ...properties]) {
        if (!Object.hasOwn(this, property)) continue
        const value: unknown = Reflect.get(this, property)
        Reflect.deleteProperty(this, property)
        Reflect.set(this, property, value)
      }
      this.addEventListener('focusin', event => {
        this.#focused = event.target
      })
    }

    connectedCallback() {
      clearTimeout(this.#leaving)
      if (this.#root === null) {
        // A page may have a React of its own, which counts its ids from the start as well.
        this.#root = createRoot(this, { identifierPrefix: 'keydesk-' })
        this.#render()
      } else reopenDialogs(this, this.#focused)
    }

    /** Whoever moves an element takes it out and puts it in again; only what has not come back by the next task has left. */
    disconnectedCallback() {
      clearTimeout(this.#leaving)
      this.#leaving = setTimeout(() => {
        this.#root?.unmount()
        this.#root = null
        this.#focused = null
      })
    }

    /** With it, `moveBefore` moves the element as it is, open dialogs and focus included. */
    connectedMoveCallback() {}

    attributeChangedCallback() {
      this.#render()
    }

    #render() {
      this.#root?.render(
        createElement(ElementWidget, { ...readAttributes(this), ...this.#properties, tell: this.#tell }),
      )
    }

    #tell: Tell = (name, detail) => {
      // Whoever says which key's details are open, by the attribute, reads there what it is now.
      if ('keyId' in detail && this.hasAttribute('key-id')) writeAttribute(this, 'key-id', detail.keyId)
      this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }))
    }
  }

  customElements.define(elementName, KeydeskApiKeys)
}

/** Gives every element a property. */
const define = <Kind extends HTMLElement>(
  prototype: Kind,
  name: string,
  { get, set }: { get: (element: Kind) => unknown; set: (element: Kind, value: unknown) => void },
) =>
  Object.defineProperty(prototype, name, {
    configurable: true,
    enumerable: true,
    get(this: Kind) {
      return get(this)
    },
    set(this: Kind, value: unknown) {
      set(this, value)
    },
  })

/** A dialog that was taken out of the page is modal no longer when it is back, though it says that it is open. */
const reopenDialogs = (element: HTMLElement, focused: EventTarget | null) => {
  for (const dialog of element.querySelectorAll('dialog')) {
    dialog.removeAttribute('open')
    dialog.showModal()
    if (focused instanceof HTMLElement) focused.focus()
  }
}
