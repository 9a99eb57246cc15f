/** What every dialog says. */
export const dialog = {
  close: 'Close',
  cancel: 'Cancel',
  wait: (seconds: string) => `Try again in ${seconds} s`,
  signInAgain: 'Sign in again',
}
