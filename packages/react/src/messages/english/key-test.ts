/** Trying a new key. */
export const keyTest = {
  test: 'Test this key',
  testing: 'Testing…',
  works: (organization: string, permissions: string) =>
    permissions === '' ? `It works: ${organization}.` : `It works: ${organization}, ${permissions}.`,
  doesNotWork: 'The key was not accepted. Revoke it and make another.',
}
