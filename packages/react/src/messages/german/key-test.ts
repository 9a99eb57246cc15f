import type { keyTest as english } from '../english/key-test.ts'

/** Trying a new key. */
export const keyTest: typeof english = {
  test: 'Schlüssel testen',
  testing: 'Wird getestet …',
  works: (organization, permissions) =>
    permissions === ''
      ? `Er funktioniert: ${organization}.`
      : `Er funktioniert: ${organization}, ${permissions}.`,
  doesNotWork: 'Der Schlüssel wurde nicht angenommen. Widerrufen Sie ihn und legen Sie einen neuen an.',
}
