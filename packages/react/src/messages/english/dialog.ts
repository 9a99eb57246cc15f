/** What every dialog says. */
export const dialog = {
  close: 'Close',
  cancel: 'Cancel',
}
