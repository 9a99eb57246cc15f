import { expect, it } from 'vitest'
import { mapPermissionsToScopes } from './map-permissions-to-scopes.ts'

const offer = (...slugs: string[]) => slugs.map(slug => ({ slug, grantable: true }))

it('maps each permission to the scope of the same slug, in the order of the key', () => {
  expect(
    mapPermissionsToScopes(['posts:write', 'posts:read'], offer('posts:read', 'posts:write', 'a:b')),
  ).toEqual({ scopes: ['posts:write', 'posts:read'], permissionsWithoutScope: [] })
})

it('names what no scope stands for, and never takes a part of a slug for the whole', () => {
  expect(
    mapPermissionsToScopes(
      ['posts:read', 'posts', 'posts:read:all', 'Posts:read'],
      offer('posts:read', 'posts:*'),
    ),
  ).toEqual({
    scopes: ['posts:read'],
    permissionsWithoutScope: ['posts', 'posts:read:all', 'Posts:read'],
  })
})

it('gives no scope that the actor may not grant', () => {
  expect(mapPermissionsToScopes(['posts:read'], [{ slug: 'posts:read', grantable: false }])).toEqual({
    scopes: [],
    permissionsWithoutScope: ['posts:read'],
  })
})

it('gives a scope once, however often the key names it', () => {
  expect(mapPermissionsToScopes(['a:b', 'a:b', 'c:d', 'c:d'], offer('a:b'))).toEqual({
    scopes: ['a:b'],
    permissionsWithoutScope: ['c:d'],
  })
})

it('has nothing to map for a key without permissions', () => {
  expect(mapPermissionsToScopes([], offer('a:b'))).toEqual({ scopes: [], permissionsWithoutScope: [] })
})
