import { expect, test } from 'vitest'
import { createPosts } from './posts.ts'

const draft = { title: 'Hello', body: '', createdBy: 'api_key_1' }

test('a post is seen by its own organization alone, first in the list', () => {
  const posts = createPosts({ id: () => 'post_new', now: () => 0 })
  const others = posts.list('org_globex')
  const created = posts.create({ ...draft, organizationId: 'org_northwind' })
  expect(created).toEqual({ id: 'post_new', ...draft, createdAt: '1970-01-01T00:00:00.000Z' })
  expect(posts.list('org_northwind')[0]).toEqual(created)
  expect(posts.list('org_globex')).toEqual(others)
})

test('an organization nobody has heard of has no posts', () => {
  expect(createPosts().list('org_unknown')).toEqual([])
  expect(createPosts().list('__proto__')).toEqual([])
})

test('memory does not grow without end: the newest 100 are kept', () => {
  const posts = createPosts()
  for (let n = 0; n < 150; n++) posts.create({ ...draft, title: `Post ${n}`, organizationId: 'org_a' })
  expect(posts.list('org_a')).toHaveLength(100)
  expect(posts.list('org_a')[0]?.title).toBe('Post 149')
})
