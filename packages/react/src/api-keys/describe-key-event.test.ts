import { type ApiKey, type AuditEvent, auditActions } from '@keydesk/contract'
import { expect, it } from 'vitest'
import { describeActor, describeReason, type Telling } from '../credentials/describe-event.ts'
import { arabic } from '../messages/arabic.ts'
import { english, type Messages } from '../messages/english.ts'
import { createFormats } from '../messages/formats.ts'
import { german } from '../messages/german.ts'
import { japanese } from '../messages/japanese.ts'
import { makeApiKey } from '../testing/make-api-key.ts'
import { describeKeyEvent } from './describe-key-event.ts'

const greta = { id: 'user_1', name: 'Greta Lind', email: 'greta@example.test' }
const telling = (messages: Messages = english): Telling => ({
  people: [greta],
  actorId: 'user_me',
  words: messages.credentialDetails,
  fields: messages.fields,
  messages,
  formats: createFormats(messages.locale, 'UTC'),
})
const eventOf = (part: Partial<AuditEvent>): AuditEvent => ({
  id: 'event_1',
  at: '2026-11-22T10:00:00Z',
  actor: greta,
  action: 'api_key.updated',
  credential: null,
  requestId: 'request_1',
  before: null,
  after: null,
  reason: null,
  ...part,
})
/** Without the marks that keep names from turning a line around. */
const changes = (part: Partial<AuditEvent>, apiKey: Partial<ApiKey> = {}) =>
  describeKeyEvent(eventOf(part), telling(), makeApiKey(apiKey), english.detailsDialog).map(line =>
    line.replaceAll(/[\u2068\u2069]/g, ''),
  )

it.each([english, german, japanese, arabic])(
  'has words of its own for every action of a key, and of its migration ($locale)',
  ({ credentialDetails, detailsDialog }) => {
    const words = { ...credentialDetails.actions, ...detailsDialog.actions }
    const all = auditActions.filter(action => !/^(m2m_application|client_secret)\./.test(action))
    expect(Object.keys(words).sort()).toEqual(all.sort())
    expect(new Set(Object.values(words)).size).toBe(all.length)
  },
)

it('says who: the reader, another person, or what acts by itself', () => {
  const actor = (of: AuditEvent['actor']) => describeActor(eventOf({ actor: of }), telling())
  expect(actor({ ...greta, id: 'user_me' })).toBe('You')
  expect(actor(greta)).toBe('Greta Lind')
  expect(actor({ ...greta, name: '' })).toBe('greta@example.test')
  expect(actor({ type: 'system' })).toBe('Keydesk')
  expect(actor({ type: 'workos' })).toBe('WorkOS')
})

it('says why in the reader’s language, and else in the broker’s words', () => {
  const reason = (of: string | null, messages: Messages) =>
    describeReason(eventOf({ reason: of }), telling(messages))
  expect(reason('the owner is gone', german)).toBe('Wem er gehörte, hat die Organisation verlassen.')
  for (const over of ['the key was revoked', 'the key has expired', 'the application was deleted'])
    for (const messages of [english, german, japanese, arabic])
      expect([null, over]).not.toContain(reason(over, messages))
  expect(reason('create: nothing was made', german)).toBe('create: nothing was made')
  expect(reason('toString', german)).toBe('toString')
  expect(reason(null, german)).toBeNull()
})

it('says of each field what it was and what it is', () => {
  expect(
    changes({
      before: {
        owner: null,
        purpose: 'Old',
        expiresAt: null,
        metadata: { team: 'a', stays: 'x', gone: 'y' },
      },
      after: {
        owner: 'user_1',
        purpose: null,
        expiresAt: '2027-02-20T00:12:00Z',
        metadata: { team: 'b', stays: 'x' },
      },
    }),
  ).toEqual([
    'Owner: Nobody → Greta Lind',
    'What it is for: Old → none',
    'Expires: Never → February 20, 2027 at 12:12 AM UTC',
    'team: a → b',
    'gone: y → none',
  ])
})

it('tells permissions apart that were taken away and given back, counted from what was issued', () => {
  const apiKey = { issuedPermissions: ['a:read', 'a:write', 'b:read'] }
  expect(
    changes({ before: { narrowedPermissions: null }, after: { narrowedPermissions: ['a:read'] } }, apiKey),
  ).toEqual(['Taken away: a:write and b:read'])
  expect(
    changes(
      { before: { narrowedPermissions: ['a:read'] }, after: { narrowedPermissions: ['b:read'] } },
      apiKey,
    ),
  ).toEqual(['Taken away: a:read', 'Given back: b:read'])
})

it('says when a key that moves to an application ends', () => {
  expect(
    changes({
      action: 'migration.rescheduled',
      before: { expiresAt: '2027-02-20T00:12:00Z' },
      after: { expiresAt: null, migration: 'migration_1', application: 'application_1' },
    }),
  ).toEqual(['Expires: February 20, 2027 at 12:12 AM UTC → Never'])
})

it('says what a key began with, who confirmed, and leaves out what it does not know', () => {
  expect(
    changes({
      action: 'api_key.created',
      after: { owner: 'user_2', expiresAt: null, name: 'Key', permissions: [], novelty: { deep: true } },
    }),
  ).toEqual(['Owner: user_2', 'Expires: Never'])
  expect(changes({ after: { gates: { confirmed: ['a'], missed: [{ gate: 'b' }] } } })).toEqual([
    'Gates that confirmed: 1 of 2',
  ])
  expect(changes({ before: { metadata: 'odd' }, after: { metadata: 7, gates: 'odd' } })).toEqual([])
})
