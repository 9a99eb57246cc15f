import { get } from 'node:http'
import type { ClientCredentials, OAuthClient } from './oauth-client.ts'
import { url } from './stack.ts'

/** A program of a customer, which calls the sample API with a key or as an application, and can be told to change. */
export interface CustomerProgram {
  /** Reads posts; rejects for any answer but 200. */
  readPosts: () => Promise<void>
  useKey: (key: string) => void
  /** From now on it asks for its tokens with these. */
  useApplication: (credentials: ClientCredentials) => void
}

/** Far less than a token lives, so that many are renewed in a short story. */
const keepsTokenMs = 2_000

/** Starts a program that has nothing to show yet. */
export const startProgram = (client: OAuthClient): CustomerProgram => {
  let toCredential = (): Promise<string> => Promise.reject(new Error('It was given no credential.'))
  return {
    readPosts: async () => {
      const status = await ask('/v1/posts', await toCredential())
      if (status !== 200) throw new Error(`the API answered ${status}`)
    },
    useKey: key => {
      toCredential = () => Promise.resolve(key)
    },
    useApplication: credentials => {
      toCredential = keepToken(() => client.mint(credentials))
    },
  }
}

/** Gets a token when one is wanted and the last is about to end; calls that come meanwhile wait for the same one. */
const keepToken = (mint: () => ReturnType<OAuthClient['mint']>): (() => Promise<string>) => {
  let kept: ReturnType<OAuthClient['mint']> | null = null
  let renewAt = 0
  const renew = async () => {
    const minted = await mint()
    renewAt = Math.min(Date.now() + keepsTokenMs, minted.endsAt - 30_000)
    return minted
  }
  return async () => {
    if (kept === null || Date.now() >= renewAt) {
      renewAt = Number.POSITIVE_INFINITY
      kept = renew()
      // The next call tries again; the one that waits for this token tells what went wrong.
      kept.catch(() => {
        kept = null
      })
    }
    return (await kept).token
  }
}

/** The status of a call on a connection of its own: none fails because a connection was closed while it lay idle. */
const ask = (path: string, credential: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const headers = { Authorization: `Bearer ${credential}` }
    const request = get(new URL(path, url.sampleApi), { agent: false, headers }, answer => {
      answer
        .resume()
        .once('end', () => resolve(answer.statusCode ?? 0))
        .once('error', reject)
    })
    request.once('error', reject)
  })
