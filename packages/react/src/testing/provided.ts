declare module 'vitest' {
  interface ProvidedContext {
    /** Where the broker answers; `/_emulator/…` and `/api_keys/…` below it go to the local WorkOS. */
    brokerUrl: string
  }
}

/** The name under which the address of the broker reaches the tests. */
export const brokerUrl = 'brokerUrl'
