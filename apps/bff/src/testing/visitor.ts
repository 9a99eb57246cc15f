/** A browser's part: it follows redirects one at a time and keeps cookies. */
export class Visitor {
  readonly cookies = new Map<string, string>()
  readonly base: string

  constructor(base: string) {
    this.base = base
  }

  async fetch(
    path: string,
    { headers = {}, ...init }: RequestInit & { headers?: Record<string, string> } = {},
  ) {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(new URL(path, this.base), {
      redirect: 'manual',
      ...init,
      headers: { ...(cookie ? { cookie } : {}), ...headers },
    })
    for (const line of answer.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const name = pair.slice(0, pair.indexOf('='))
      const value = pair.slice(pair.indexOf('=') + 1)
      const gone = value === '' || attributes.some(text => text === 'Max-Age=0')
      if (gone) this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
    return answer
  }

  ask(path = '/session', headers: Record<string, string> = {}) {
    return this.fetch(`/api/keydesk/v1${path}`, { headers: { 'keydesk-client': 'test/1', ...headers } })
  }

  /** Creates a key as the widget would. */
  create(name: string) {
    return this.fetch('/api/keydesk/v1/api-keys', {
      method: 'POST',
      headers: {
        'keydesk-client': 'test/1',
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
        origin: this.base,
      },
      body: JSON.stringify({ name, permissions: ['posts:read'], expiresAt: null }),
    })
  }

  async signIn(email: string) {
    let answer = await this.fetch(`/auth/sign-in?login_hint=${email}`)
    for (let location = answer.headers.get('location'); location; location = answer.headers.get('location')) {
      if (new URL(location).pathname === '/') return this
      answer = await this.fetch(location)
    }
    throw new Error(`sign-in ended with ${answer.status}`)
  }
}
