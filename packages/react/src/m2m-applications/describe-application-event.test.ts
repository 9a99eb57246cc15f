import type { AuditEvent } from '@keydesk/contract'
import { auditActions } from '@keydesk/contract'
import { expect, it } from 'vitest'
import { arabic } from '../messages/arabic.ts'
import { english } from '../messages/english.ts'
import { createFormats } from '../messages/formats.ts'
import { german } from '../messages/german.ts'
import { japanese } from '../messages/japanese.ts'
import { describeApplicationEvent } from './describe-application-event.ts'

const tell = (part: Pick<AuditEvent, 'before' | 'after'>) =>
  describeApplicationEvent(
    {
      id: 'event_1',
      at: '2026-11-22T10:00:00Z',
      actor: { type: 'system' },
      action: 'm2m_application.updated',
      credential: null,
      requestId: 'request_1',
      reason: null,
      ...part,
    },
    {
      people: [],
      actorId: 'user_me',
      words: english.credentialDetails,
      fields: english.fields,
      messages: english,
      formats: createFormats('en', 'UTC'),
    },
    english.applicationDetails.changes,
  ).map(line => line.replaceAll(/[\u2068\u2069]/g, ''))

it('tells what changed, before and after', () => {
  const before = { name: 'Sync', description: null, scopes: ['posts:read'] }
  const after = { name: 'Intranet sync', description: 'Copies posts', scopes: ['posts:read', 'posts:write'] }
  expect(tell({ before, after })).toEqual([
    'Name: Sync → Intranet sync',
    'Description: none → Copies posts',
    'Scopes: posts:read → posts:read and posts:write',
  ])
})

it('tells of a secret by its last characters, made or deleted', () => {
  expect(tell({ before: null, after: { secret: 'secret_1', hint: '8f2c' } })).toEqual(['Secret: …8f2c'])
  expect(tell({ before: { secret: 'secret_1', hint: '8f2c' }, after: null })).toEqual(['Secret: …8f2c'])
})

it.each([english, german, japanese, arabic])(
  'has words for every action of an application ($locale)',
  ({ credentialDetails, applicationDetails }) => {
    const known = Object.keys({ ...credentialDetails.actions, ...applicationDetails.actions })
    const all = auditActions.filter(action => !/^(api_key|migration)\./.test(action))
    expect(known.sort()).toEqual(all.sort())
  },
)
