import type { Page } from '@playwright/test'

/** Asks the broker from within the page, as whoever is signed in there; resolves to the answer's status and body. */
export const askBroker = (page: Page, method: string, path: string, body?: object) =>
  page.evaluate(
    async ([method, path, body]) => {
      const answer = await fetch(`/api/keydesk/v1${path}`, {
        method,
        headers: {
          'Content-Type': 'application/json',
          'Idempotency-Key': `"${crypto.randomUUID()}"`,
          'Keydesk-Client': 'story/1',
        },
        ...(body && { body: JSON.stringify(body) }),
      })
      return { status: answer.status, body: await answer.json().catch(() => null) }
    },
    [method, path, body] as const,
  )

/** A moment to come, as the broker takes it. */
export const inDays = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1_000).toISOString()
