import type { ApiKeysProps } from '../api-keys/api-keys.tsx'
import type { ClientOptions } from '../client/create-call.ts'
import type { Attribute, attributes, properties } from './attributes.ts'

/** The props of `KeydeskProvider` and `ApiKeys` that the element has as attributes. */
export type ElementAttributes = Pick<ApiKeysProps & ClientOptions, (typeof attributes)[Attribute]>

/** The props that no attribute can hold. */
export type ElementProperties = Pick<ApiKeysProps & ClientOptions, (typeof properties)[number]>

/** Everything a page can set. */
export interface ElementSettings extends ElementAttributes, ElementProperties {}

/** `<keydesk-api-keys>`. */
export interface KeydeskApiKeysElement extends HTMLElement, ElementSettings {}

/** What the attributes of an element say; what they cannot mean is as if it were not there. */
export const readAttributes = (element: Element): ElementAttributes => {
  const read = (name: Attribute) => element.getAttribute(name) || undefined
  const choose = <Word extends string>(name: Attribute, words: readonly Word[]) =>
    words.find(word => word === read(name))
  const keyId = element.getAttribute('key-id')
  return {
    baseUrl: read('base-url'),
    credentials: choose('credentials', ['omit', 'same-origin', 'include']),
    timeout: Number(read('timeout')) || undefined,
    theme: choose('theme', ['light', 'dark', 'auto']),
    locale: read('locale'),
    timeZone: read('time-zone'),
    signInUrl: read('sign-in-url'),
    chooseOrganizationUrl: read('choose-organization-url'),
    applicationsUrl: read('applications-url'),
    apiUrl: read('api-url'),
    envName: read('env-name'),
    envDownload: read('env-download') !== 'false',
    urlState: toUrlState(element.getAttribute('url-state')),
    keyId: keyId === null ? undefined : keyId || null,
  }
}

/** By itself, `url-state` is true. */
const toUrlState = (text: string | null): boolean | string =>
  text === '' || text === 'true' ? true : text === null || text === 'false' ? false : text

/** Says a property by its attribute. Undefined takes it away; no key at all (null) is an empty `key-id`. */
export const writeAttribute = (element: Element, name: Attribute, value: unknown): void => {
  const text = name === 'key-id' ? (value === null ? '' : value) : (value ?? undefined)
  if (text === undefined) element.removeAttribute(name)
  else element.setAttribute(name, String(text))
}
