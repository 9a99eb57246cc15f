/** What every dialog says. */
export const dialog = {
  close: 'Close',
  cancel: 'Cancel',
  signInAgain: 'Sign in again',
  kept: 'What you typed stays here.',
  /** A key whose end was moved. */
  willStop: (name: string, when: string) => `“${name}” stops ${when}.`,
  lastUsed: (when: string) => `Last used ${when}.`,
  neverUsed: 'Never used, as far as is known.',
}
