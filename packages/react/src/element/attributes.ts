/** What is an attribute as well as a property: each attribute, and the property that has its value. */
export const attributes = {
  'base-url': 'baseUrl',
  credentials: 'credentials',
  timeout: 'timeout',
  theme: 'theme',
  locale: 'locale',
  'time-zone': 'timeZone',
  'sign-in-url': 'signInUrl',
  'choose-organization-url': 'chooseOrganizationUrl',
  'applications-url': 'applicationsUrl',
  'api-url': 'apiUrl',
  'env-name': 'envName',
  'env-download': 'envDownload',
  'url-state': 'urlState',
  'key-id': 'keyId',
} as const

/** What is a property alone. */
export const properties = [
  'fetch',
  'headers',
  'messages',
  'permissionTemplates',
  'requires',
  'metadata',
] as const

/** The name of an attribute. */
export type Attribute = keyof typeof attributes
