/** Whom the sample API took the caller for. */
export interface Caller {
  kind: 'api_key' | 'm2m'
  /** Id of the API key, or client id of the application. */
  id: string
}

/** Reads from an answer's body whom the sample API took the caller for; null where it does not say. */
export const readCaller = (body: string): Caller | null => {
  try {
    const { kind, credentialId: id } = JSON.parse(body)
    return (kind === 'api_key' || kind === 'm2m') && typeof id === 'string' ? { kind, id } : null
  } catch {
    return null
  }
}
