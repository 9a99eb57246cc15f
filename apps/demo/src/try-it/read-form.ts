/** What a pasted credential is, by its form. */
export type CredentialForm = 'key' | 'token'

/** Tells a token from a key: three parts with dots between them. */
export const readForm = (value: string): CredentialForm =>
  /^[\w-]+\.[\w-]+\.[\w-]+$/.test(value) ? 'token' : 'key'
