import type { keyTest as english } from '../english/key-test.ts'

/** Trying a new key. */
export const keyTest: typeof english = {
  test: 'キーを試す',
  testing: '試しています…',
  works: (organization, permissions) =>
    permissions === '' ? `使えます：${organization}` : `使えます：${organization}、${permissions}`,
  doesNotWork: 'キーは受け付けられませんでした。取り消して、作り直してください。',
}
