import { Hono } from 'hono'
import { expectTypeOf } from 'vitest'
import type { Credential } from './credential.ts'
import { requireCredential } from './hono.ts'
import { createVerifier } from './index.ts'

const verifier = createVerifier({ validate: async () => ({ ok: false, code: 'unknown' }) })

new Hono().get('/', requireCredential(verifier), c => {
  expectTypeOf(c.var.credential).toEqualTypeOf<Credential>()
  return c.body(null)
})

new Hono().get('/', c => {
  // @ts-expect-error A handler that nothing guards has no credential.
  c.var.credential
  return c.body(null)
})
