import type { Session } from '@keydesk/contract'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import type { Open } from '../api-keys/open.ts'
import { clientAs } from '../testing/world.ts'
import { keepDraft, takeDraft } from './kept-draft.ts'

const draft: Open = {
  dialog: 'create',
  draft: {
    name: 'Half done',
    permissions: ['posts:read'],
    expiry: { kind: 'days', days: 30 },
    owner: null,
    purpose: '',
  },
}
let session: Session

beforeEach(async () => {
  session = await clientAs('admin').session.get()
})
afterEach(() => {
  vi.restoreAllMocks()
  sessionStorage.clear()
})

it('is given back once', () => {
  keepDraft(session, draft)
  expect(takeDraft(session)).toEqual(draft)
  expect(takeDraft(session)).toBeNull()
})

it('is given to nobody else, and is gone then', () => {
  keepDraft(session, draft)
  const other: Session = { ...session, actor: { ...session.actor, id: 'user_other' } }
  expect(takeDraft(other)).toBeNull()
  expect(sessionStorage).toHaveLength(0)
})

it('stays with its organization', () => {
  keepDraft(session, draft)
  const elsewhere: Session = { ...session, organization: { id: 'org_globex', name: 'Globex Robotics' } }
  expect(takeDraft(elsewhere)).toBeNull()
  expect(takeDraft(session)).toEqual(draft)
})

it('is not given back after a quarter of an hour', () => {
  keepDraft(session, draft)
  vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 15 * 60_000)
  expect(takeDraft(session)).toBeNull()
})

it('does no harm where a page is denied its storage, or where something else lies in its place', () => {
  keepDraft(session, draft)
  const [key = ''] = Object.keys(sessionStorage)
  sessionStorage.setItem(key, '{')
  expect(takeDraft(session)).toBeNull()
  vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new DOMException('denied', 'SecurityError')
  })
  expect(() => keepDraft(session, draft)).not.toThrow()
})
