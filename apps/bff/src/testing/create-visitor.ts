/** A browser's part: it follows redirects one at a time and keeps cookies. */
export interface Visitor {
  readonly base: string
  readonly cookies: Map<string, string>
  /** Asks the BFF it visits; or another one, given as a whole URL, with the same cookies. */
  fetch(path: string, init?: VisitorRequest): Promise<Response>
  /** Asks the broker as its own client would. */
  ask(path?: string, headers?: Record<string, string>): Promise<Response>
  /** Creates a key as the widget would. */
  create(name: string): Promise<Response>
  /** Signs in without a page. Throws when that does not end on the landing page. */
  signIn(email: string): Promise<Visitor>
}

type VisitorRequest = RequestInit & { headers?: Record<string, string> }

/** Somebody who has just come to the BFF at `base`. */
export const createVisitor = (base: string): Visitor => {
  const cookies = new Map<string, string>()
  const visitor: Visitor = {
    base,
    cookies,
    fetch: async (path, { headers = {}, ...init } = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(new URL(path, base), {
        redirect: 'manual',
        ...init,
        headers: { ...(cookie ? { cookie } : {}), ...headers },
      })
      for (const line of answer.headers.getSetCookie()) {
        const [pair = '', ...attributes] = line.split('; ')
        const name = pair.slice(0, pair.indexOf('='))
        const value = pair.slice(pair.indexOf('=') + 1)
        const gone = value === '' || attributes.some(text => text === 'Max-Age=0')
        if (gone) cookies.delete(name)
        else cookies.set(name, value)
      }
      return answer
    },
    ask: (path = '/session', headers = {}) =>
      visitor.fetch(`/api/keydesk/v1${path}`, { headers: { 'keydesk-client': 'test/1', ...headers } }),
    create: name =>
      visitor.fetch('/api/keydesk/v1/api-keys', {
        method: 'POST',
        headers: {
          'keydesk-client': 'test/1',
          'content-type': 'application/json',
          'idempotency-key': crypto.randomUUID(),
          origin: base,
        },
        body: JSON.stringify({ name, permissions: ['posts:read'], expiresAt: null }),
      }),
    signIn: async email => {
      let answer = await visitor.fetch(`/auth/sign-in?login_hint=${email}`)
      for (
        let location = answer.headers.get('location');
        location;
        location = answer.headers.get('location')
      ) {
        if (new URL(location).pathname === '/') return visitor
        answer = await visitor.fetch(location)
      }
      throw new Error(`sign-in ended with ${answer.status}`)
    },
  }
  return visitor
}
