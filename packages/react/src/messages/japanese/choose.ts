import type { choose as english } from '../english/choose.ts'

/** What opens the help to choose a kind of credential; also its title. */
export const choose: typeof english = { open: 'キーかOAuthアプリケーションか' }
