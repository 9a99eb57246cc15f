import type { Session } from '@keydesk/contract'

const quarterHour = 15 * 60_000
const keyOf = ({ organization }: Session, name = 'draft') => `keydesk.${name}.${organization.id}`

/** Keeps a dialog and what is typed into it in this tab, under the name of its screen, while its author signs in again. */
export const keepDraft = <Kept>(session: Session, open: Kept, name?: string): void => {
  const kept = { person: session.actor.id, until: Date.now() + quarterHour, open }
  try {
    sessionStorage.setItem(keyOf(session, name), JSON.stringify(kept))
  } catch {
    // A page may be denied its storage; the form is then empty after the sign-in.
  }
}

/** Gives what was kept for this person in this organization, once: nothing stays behind. Null where there is none, or an old one. */
export const takeDraft = <Kept>(session: Session, name?: string): Kept | null => {
  try {
    const key = keyOf(session, name)
    const kept: { person: string; until: number; open: Kept } | null = JSON.parse(
      sessionStorage.getItem(key) ?? 'null',
    )
    sessionStorage.removeItem(key)
    return kept?.person === session.actor.id && Date.now() < kept.until ? kept.open : null
  } catch {
    return null
  }
}
