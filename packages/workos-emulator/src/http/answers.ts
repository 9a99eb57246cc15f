import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

/** An outcome that WorkOS answers with an error body; thrown by routes and turned into the answer by the app. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode
  readonly body: object

  constructor(status: ContentfulStatusCode, body: object) {
    super(`refused with ${status}`)
    this.name = 'Refusal'
    this.status = status
    this.body = body
  }
}

/** 404 as WorkOS words it: `Organization not found: 'org_…'.` */
export function refuseMissing(options: { kind: string; id: string }): Refusal {
  const { kind, id } = options
  return new Refusal(404, {
    message: `${kind} not found: '${id}'.`,
    code: 'entity_not_found',
    entity_id: id,
  })
}

/** 422 with one entry for each field that is wrong. */
export function refuseFields(errors: { code: string; field: string }[]): Refusal {
  return new Refusal(422, { message: 'Validation failed.', errors })
}

/** 400 as OAuth has it (RFC 6749 §5.2), which is what WorkOS answers on `/user_management/authenticate`. */
export function refuseGrant(error: string, description: string): Refusal {
  return new Refusal(400, { error, error_description: description })
}

/** 404 for everything the emulator does not have, so that a missing endpoint cannot pass for a missing object. */
export function answerNotEmulated(c: Context) {
  const { pathname } = new URL(c.req.url)
  return c.json(
    { message: `${c.req.method} ${pathname} is not emulated by the local WorkOS.`, code: 'not_emulated' },
    404,
  )
}
