declare module 'vitest' {
  interface ProvidedContext {
    /** Where the broker answers; `/_emulator/…`, `/api_keys/…` and `/oauth2/…` below it go to the local WorkOS. */
    brokerUrl: string
  }
}

/** The name under which the address of the broker reaches the tests. */
export const brokerUrl = 'brokerUrl'
