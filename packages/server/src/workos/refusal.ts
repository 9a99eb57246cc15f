/** WorkOS understood a call and said no (400, 404, 409, 422): what that means is for the caller to say. */
export class WorkosRefusal extends Error {
  override readonly name = 'WorkosRefusal'
  readonly status: number
  /** The parsed body, which the SDK's own exceptions lose the fields of. */
  readonly body: unknown

  constructor({ status, body, url }: { status: number; body: unknown; url: string }) {
    super(`WorkOS answered ${status} to ${new URL(url).pathname}`)
    this.status = status
    this.body = body
  }
}
