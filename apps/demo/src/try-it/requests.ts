/** A call of the sample API that the panel offers. */
export interface SampleRequest {
  method: 'GET' | 'POST'
  path: string
  /** What a credential needs for it, in words. */
  needs: string
  body?: Record<string, string>
}

/** The calls the panel offers; the first is chosen at the start. */
export const sampleRequests = [
  { method: 'GET', path: '/v1/whoami', needs: 'Any valid credential' },
  { method: 'GET', path: '/v1/posts', needs: 'Needs posts:read' },
  {
    method: 'POST',
    path: '/v1/posts',
    needs: 'Needs posts:write',
    body: { title: 'Hello from the API', body: 'Written by a key, not by a person.' },
  },
] as const satisfies readonly SampleRequest[]
