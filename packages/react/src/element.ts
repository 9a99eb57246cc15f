/**
 * `<keydesk-api-keys base-url="/api/keydesk/v1">`: the widget as a custom element, for pages without React.
 * Importing this defines it, once, and does nothing where there are no custom elements. The page links
 * `@keydesk/react/styles.css` beside it. As it is published, React is inside.
 */
import { defineElement } from './element/define-element.ts'
import type { ElementEvents } from './element/element-events.ts'
import type { KeydeskApiKeysElement } from './element/element-settings.ts'

export type { ElementEvents } from './element/element-events.ts'
export type { ElementProperties, KeydeskApiKeysElement } from './element/element-settings.ts'

declare global {
  interface HTMLElementTagNameMap {
    'keydesk-api-keys': KeydeskApiKeysElement
  }
  interface HTMLElementEventMap extends ElementEvents {}
}

defineElement()
