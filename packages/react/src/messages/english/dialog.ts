/** What every dialog says. */
export const dialog = {
  close: 'Close',
  cancel: 'Cancel',
  /** A key whose end was moved. */
  willStop: (name: string, when: string) => `“${name}” stops ${when}.`,
}
