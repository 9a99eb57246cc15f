import { render } from '@testing-library/react'
import { expect, it } from 'vitest'
import { page } from 'vitest/browser'
import { button } from '../testing/steps.ts'
import { baseUrl, clientAs } from '../testing/world.ts'
import { KeydeskProvider } from './keydesk-provider.tsx'
import { useApiKeys } from './use-api-keys.ts'
import { useCredentials } from './use-credentials.ts'
import { useCredentialsSummary } from './use-credentials-summary.ts'
import { useM2MApplications } from './use-m2m-applications.ts'
import { useReviewApiKey } from './use-review-api-key.ts'
import { useReviewM2MApplication } from './use-review-m2m-application.ts'

const stateOf = ({ name, reviewedAt }: { name: string; reviewedAt: string | null }) =>
  `${name}: ${reviewedAt === null ? 'to be looked at' : 'reviewed'}`

/** Every list that a credential is in, and what there is to look at. */
const Desk = () => {
  const { credentials = [] } = useCredentials({ sort: 'name' })
  const { summary } = useCredentialsSummary()
  const own = [...(useApiKeys().apiKeys ?? []), ...(useM2MApplications().applications ?? [])]
  const [reviewKey, reviewApplication] = [useReviewApiKey(), useReviewM2MApplication()]
  return (
    <>
      <ul aria-label="Both kinds">
        {credentials.map(credential => (
          <li key={credential.id}>
            {stateOf(credential)}
            <button
              type="button"
              onClick={() =>
                credential.kind === 'api_key'
                  ? reviewKey.run(credential.id)
                  : reviewApplication.run(credential.id)
              }
            >
              Review {credential.name}
            </button>
          </li>
        ))}
      </ul>
      <ul aria-label="Each kind">
        {own.map(credential => (
          <li key={credential.id}>{stateOf(credential)}</li>
        ))}
      </ul>
      <output>{summary?.attention.review_overdue}</output>
    </>
  )
}

it('shows a review at once in every list that the credential is in, and counts anew', async () => {
  await clientAs('admin').apiKeys.create(
    { name: 'Deploy', permissions: [], expiresAt: null },
    { idempotencyKey: crypto.randomUUID() },
  )
  render(
    <KeydeskProvider baseUrl={baseUrl()} headers={{ 'X-Test-Actor': 'admin' }}>
      <Desk />
    </KeydeskProvider>,
  )
  const lists = ['Both kinds', 'Each kind'].map(name => page.getByRole('list', { name }))
  // The application of the seed is older than its review may be.
  await expect.element(page.getByRole('status')).toHaveTextContent('1')
  for (const name of ['Deploy', 'Content sync']) {
    const shows = async (state: string) => {
      for (const list of lists)
        await expect.poll(() => list.element().textContent).toContain(`${name}: ${state}`)
    }
    await shows('to be looked at')
    await button(`Review ${name}`).click()
    await shows('reviewed')
  }
  await expect.element(page.getByRole('status')).toHaveTextContent('0')
})
