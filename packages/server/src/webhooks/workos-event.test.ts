import { describe, expect, it } from 'vitest'
import { readWorkosEvent } from './workos-event.ts'

const key = {
  object: 'api_key',
  id: 'api_key_01JD8Z5T7M3QF4X9K2V6B1N0CW',
  owner: { type: 'organization', id: 'org_northwind' },
  name: 'CI',
  obfuscated_value: 'sk_...8f2c',
  last_used_at: null,
  expires_at: '2027-01-01T00:00:00.000Z',
  permissions: ['posts:read'],
  created_at: '2026-11-01T00:00:00.000Z',
  updated_at: '2026-11-02T00:00:00.000Z',
}
const apiKey = {
  id: key.id,
  owner: key.owner,
  organizationId: key.owner.id,
  name: 'CI',
  obfuscatedValue: 'sk_...8f2c',
  lastUsedAt: null,
  expiresAt: new Date(key.expires_at),
  permissions: ['posts:read'],
  createdAt: new Date(key.created_at),
  updatedAt: new Date(key.updated_at),
}
const membership = { id: 'om_1', user_id: 'user_1', organization_id: 'org_1', status: 'inactive' }
const whose = { userId: 'user_1', organizationId: 'org_1' }
const told = (event: unknown, data: unknown) => ({
  object: 'event',
  id: 'event_1',
  event,
  data,
  created_at: '2026-11-22T12:00:00.000Z',
})

describe('an event', () => {
  it.each([
    ['api_key.created', key, { apiKey }],
    ['api_key.revoked', { ...key, expires_at: null }, { apiKey: { ...apiKey, expiresAt: null } }],
    ['api_key.updated', key, { apiKey, previous: {} }],
    ['api_key.updated', { ...key, previous_attributes: { name: 'Old' } }, { apiKey, previous: {} }],
    [
      'api_key.updated',
      { ...key, previous_attributes: { expires_at: null } },
      { apiKey, previous: { expiresAt: null } },
    ],
    [
      'api_key.updated',
      { ...key, previous_attributes: { expires_at: '2026-12-24T00:00:00.000Z' } },
      { apiKey, previous: { expiresAt: new Date('2026-12-24T00:00:00.000Z') } },
    ],
    ['user.deleted', { id: 'user_1', email: 'a@b.test' }, { userId: 'user_1' }],
    ['organization.deleted', { id: 'org_1', name: 'Gone' }, { organizationId: 'org_1' }],
    ['organization_membership.deleted', membership, whose],
    ['organization_membership.updated', membership, { ...whose, status: 'inactive' }],
    ['organization_membership.created', { ...membership, status: 'active' }, { ...whose, status: 'active' }],
  ])('%s is read, and no more of it than is used', (event, data, expected) => {
    expect(readWorkosEvent(told(event, data))).toEqual({
      ok: true,
      event: { id: 'event_1', at: new Date('2026-11-22T12:00:00.000Z'), type: event, ...expected },
    })
  })

  it('of a key never carries a value, should one be told', () => {
    const read = readWorkosEvent(told('api_key.created', { ...key, value: 'sk_canary' }))
    expect(read).toMatchObject({ ok: true })
    expect(JSON.stringify(read)).not.toContain('sk_canary')
  })

  it('is read without the word that it is one, and with what WorkOS may add', () => {
    const { object: _, ...bare } = told('user.deleted', { id: 'user_1' })
    expect(readWorkosEvent({ ...bare, context: { client_id: 'client_1' } })).toMatchObject({ ok: true })
  })

  it.each(['api_key.hidden', 'dsync.user.created', 'toString', '__proto__'])(
    'that Keydesk has no use for, %s, is ignored whatever it carries',
    name => {
      for (const data of [undefined, null, 7, key]) {
        expect(readWorkosEvent(told(name, data))).toEqual({
          ok: true,
          event: { id: 'event_1', at: new Date('2026-11-22T12:00:00.000Z'), type: 'ignored', name },
        })
      }
    },
  )
})

describe('what is no event', () => {
  it.each([null, 7, 'event', [], {}, { ...told('user.deleted', { id: 'u' }), id: '' }])(
    '%j is said so',
    json => {
      expect(readWorkosEvent(json)).toEqual({ ok: false, places: expect.any(Array) })
    },
  )

  it.each([
    ['api_key.created', {}, 'data.id'],
    ['api_key.created', null, 'data'],
    ['api_key.revoked', { ...key, owner: { type: 'team', id: 'x' } }, 'data.owner'],
    ['api_key.updated', { ...key, expires_at: 'soon' }, 'data.expires_at'],
    [
      'api_key.updated',
      { ...key, previous_attributes: { expires_at: 5 } },
      'data.previous_attributes.expires_at',
    ],
    ['user.deleted', { id: 7 }, 'data.id'],
    ['organization.deleted', {}, 'data.id'],
    ['organization_membership.updated', { ...membership, status: null }, 'data.status'],
    [
      'organization_membership.deleted',
      { ...membership, organization_id: undefined },
      'data.organization_id',
    ],
  ])('a %s that cannot be read is refused by place, not passed over', (event, data, place) => {
    const read = readWorkosEvent(told(event, data))
    expect(read).toEqual({ ok: false, places: expect.arrayContaining([expect.stringContaining(place)]) })
  })

  it('a time that is none', () => {
    const json = { ...told('user.deleted', { id: 'user_1' }), created_at: 'yesterday' }
    expect(readWorkosEvent(json)).toEqual({ ok: false, places: ['created_at (invalid_format)'] })
  })
})
