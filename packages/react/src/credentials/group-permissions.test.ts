import type { Permission } from '@keydesk/contract'
import { describe, expect, it } from 'vitest'
import { ability } from '../messages/english/ability.ts'
import { createFormats } from '../messages/formats.ts'
import { describeAbility } from './describe-ability.ts'
import {
  findPermissions,
  groupPermissions,
  levelOf,
  toHeading,
  toLevels,
  toPresets,
} from './group-permissions.ts'

const permission = (slug: string, grantable = true): Permission => ({
  slug,
  name: `Name of ${slug}`,
  description: null,
  grantable,
})
const groupOf = (...permissions: Permission[]) => {
  const [group] = groupPermissions(permissions)
  if (group === undefined) throw new Error('No group.')
  return group
}
const levelNames = (...permissions: Permission[]) =>
  toLevels(groupOf(...permissions))?.map(({ name }) => name) ?? null

describe('groups', () => {
  it('takes the resource from the slug, up to its last separator', () => {
    const slugs = ['posts:read', 'billing:invoices:read', 'users.list', 'posts:write', 'export']
    expect(
      groupPermissions(slugs.map(slug => permission(slug))).map(({ resource, actions }) => [
        resource,
        actions.length,
      ]),
    ).toEqual([
      ['posts', 2],
      ['billing:invoices', 1],
      ['users', 1],
      ['', 1],
    ])
    expect(toHeading('billing:api-keys')).toBe('Billing api keys')
  })
})

describe('levels', () => {
  it('exist where the slugs are just read and write', () => {
    expect(levelNames(permission('posts:read'), permission('posts:write'))).toEqual(['none', 'read', 'write'])
    expect(levelNames(permission('posts:read'))).toEqual(['none', 'read'])
    expect(levelNames(permission('posts:write'))).toEqual(['none', 'write'])
  })

  it('do not exist for other verbs, for slugs without a resource, or where only write may be granted', () => {
    expect(levelNames(permission('exports:create'))).toBeNull()
    expect(levelNames(permission('posts:read'), permission('posts:delete'))).toBeNull()
    expect(levelNames(permission('read'))).toBeNull()
    expect(levelNames(permission('posts:read', false), permission('posts:write'))).toBeNull()
  })

  it('let write include read, and know a selection that is no level', () => {
    const group = groupOf(permission('posts:read'), permission('posts:write'))
    const levels = toLevels(group) ?? []
    expect(levelOf(levels, group, new Set())?.name).toBe('none')
    expect(levelOf(levels, group, new Set(['posts:read', 'other:read']))?.name).toBe('read')
    expect(levelOf(levels, group, new Set(['posts:read', 'posts:write']))?.name).toBe('write')
    expect(levelOf(levels, group, new Set(['posts:write']))).toBeUndefined()
  })
})

describe('search', () => {
  it('takes every character literally, in any case, in slug, name and description', () => {
    const permissions = [permission('posts:read'), { ...permission('a:b'), description: 'Uses (regex) *' }]
    expect(findPermissions(permissions, ' POSTS ')).toHaveLength(1)
    expect(findPermissions(permissions, '(regex) *')).toHaveLength(1)
    expect(findPermissions(permissions, '.*')).toHaveLength(0)
    expect(findPermissions(permissions, '  ')).toHaveLength(2)
  })
})

describe('presets', () => {
  it('hold nothing the actor lacks', () => {
    const all = [
      permission('posts:read'),
      permission('posts:write'),
      permission('users.list'),
      permission('secret:read', false),
    ]
    const template = { name: 'Authors', permissions: ['posts:write', 'secret:read', 'gone:read'] }
    expect(toPresets(all, [template])).toEqual({
      all: ['posts:read', 'posts:write', 'users.list'],
      readOnly: ['posts:read', 'users.list'],
      templates: [{ name: 'Authors', permissions: ['posts:write'] }],
    })
  })
})

describe('the sentence', () => {
  it('joins resources that allow the same, and names what has no resource', () => {
    const slugs = ['posts:read', 'posts:write', 'comments:read', 'comments:write', 'api-keys:read', 'export']
    const words = { words: ability, formats: createFormats('en') }
    const sentence = describeAbility(
      slugs.map(slug => permission(slug)),
      new Set(slugs),
      words,
    )
    expect(sentence).toBe('read and write posts and comments, read api keys, and Name of export')
    expect(
      describeAbility(
        slugs.map(slug => permission(slug)),
        new Set(),
        words,
      ),
    ).toBe('')
  })
})
