import type { Speech } from '../locale/locale.ts'
import type { Session } from '../session/session.ts'
import type { Theme } from '../theme/theme.ts'

/** What a page may use. */
export interface PageContext {
  session: Session
  theme: Theme
  speech: Speech
}
