import { render } from '@testing-library/react'
import { useState } from 'react'
import { expect, it, vi } from 'vitest'
import { page } from 'vitest/browser'
import { KeydeskProvider } from '../hooks/keydesk-provider.tsx'
import { mount } from '../testing/mount.tsx'
import { button, expectDialog, expectState, rowCount } from '../testing/steps.ts'
import { addFault, baseUrl, clearFaults } from '../testing/world.ts'
import { ApiKeys } from './api-keys.tsx'

const isList = ({ method, url }: Request) => method === 'GET' && new URL(url).pathname.endsWith('/api-keys')
const storeDown = () =>
  new Response(
    JSON.stringify({
      code: 'store_unavailable',
      detail: 'The store cannot be reached.',
      requestId: 'req_list',
    }),
    { status: 503, headers: { 'Content-Type': 'application/problem+json' } },
  )

it('shows bars before the rows are there', async () => {
  mount({ as: 'varied' })
  expect(
    document.querySelectorAll('[data-state="loading"] [data-keydesk-part="skeleton"]').length,
  ).toBeGreaterThan(0)
  await expect.poll(rowCount).toBe(6)
  expect(document.querySelector('[data-keydesk-part="skeleton"]')).toBeNull()
})

it('keeps the rows while they are renewed, and when that fails says so with the request id', async () => {
  let isDown = false
  const { renew } = mount({
    as: 'varied',
    network: async (request, send) => (isDown && isList(request) ? storeDown() : send(request)),
  })
  await expect.poll(rowCount).toBe(6)
  isDown = true
  const renewed = renew()
  expect(rowCount()).toBe(6)
  await renewed
  await expect.element(page.getByText(/This may be out of date/)).toBeVisible()
  expect(rowCount()).toBe(6)
  await expect.element(page.getByText(/Request id req_list/)).toBeVisible()
  isDown = false
  await button('Try again').click()
  await expect.element(page.getByText(/This may be out of date/)).not.toBeInTheDocument()
})

it('shows the real message, the request id and another try when nothing could be loaded', async () => {
  await addFault({ path: '/api_keys', times: 99, mode: 'html' })
  const onError = vi.fn()
  mount({ as: 'varied', onError })
  await expectState('error')
  const alert = page.getByRole('alert').element().textContent
  expect(alert).toContain('WorkOS')
  expect(alert).toMatch(/Request id \S{8,}/)
  expect(onError).toHaveBeenCalledWith(expect.objectContaining({ code: expect.stringMatching(/^upstream_/) }))
  await clearFaults()
  await button('Try again').click()
  await expect.poll(rowCount).toBe(6)
})

it('counts down where there were too many requests, and can then be asked again', async () => {
  let isBusy = true
  mount({
    as: 'varied',
    network: async (request, send) => {
      if (!isList(request) || !isBusy) return send(request)
      return Response.json({ code: 'rate_limited' }, { status: 429, headers: { 'Retry-After': '5' } })
    },
  })
  await expectState('error')
  isBusy = false
  const waiting = button(/^Try again in [1-5] s$/)
  await expect.element(waiting).toHaveAttribute('aria-disabled', 'true')
  await waiting.click({ force: true })
  expect(rowCount()).toBe(0)
  await expect.element(button('Try again', { exact: true })).not.toHaveAttribute('aria-disabled')
  await button('Try again', { exact: true }).click()
  await expect.poll(rowCount).toBe(6)
})

it('says that no answer came when the network is gone', async () => {
  let offline = true
  mount({
    as: 'varied',
    network: async (request, send) => {
      if (offline) throw new TypeError('Failed to fetch')
      return send(request)
    },
  })
  await expectState('error')
  await expect.element(page.getByText(/Check your connection/)).toBeVisible()
  offline = false
  await button('Try again').click()
  await expect.poll(rowCount).toBe(6)
})

it('says what a key is for where there is none, and opens the form', async () => {
  mount({ as: 'admin' })
  await expectState('empty')
  await button('Create your first key').click()
  await expectDialog('New key')
})

it('lets the host replace the empty state and the row actions', async () => {
  mount({
    as: 'globex',
    renderEmpty: ({ create }) => (
      <button type="button" onClick={() => create?.()}>
        Make one
      </button>
    ),
  })
  await button('Make one').click()
  await expectDialog('New key')
  await button('Cancel').click()
  mount({
    as: 'varied',
    renderRowActions: ({ apiKey, revoke, rotate }) => (
      <>
        <button type="button" onClick={revoke}>
          End {apiKey.name}
        </button>
        {rotate && (
          <button type="button" onClick={rotate}>
            Renew {apiKey.name}
          </button>
        )}
      </>
    ),
  })
  await expect.element(page.getByText('End Zapier')).toBeInTheDocument()
  expect(page.getByText('Renew Prototype').query()).toBeNull()
  await page.getByText('Renew Zapier').click()
  await expectDialog('Rotate “Zapier”')
})

it('shows a reader the same list without a button that would fail', async () => {
  mount({ as: 'viewer' })
  await expect.poll(rowCount).toBe(6)
  await expect.element(page.getByText(/not change them/)).toBeVisible()
  const buttons = [...document.querySelectorAll('[data-keydesk-part="root"] button')]
  const looking = ['card', 'sort', 'link']
  expect(
    buttons
      .filter(button => !looking.includes(button.getAttribute('data-keydesk-part') ?? ''))
      .map(({ textContent }) => textContent),
  ).toEqual(['Status', 'Mine'])
  expect(document.querySelectorAll('[type=checkbox]')).toHaveLength(0)
})

it('tells somebody without access whom to ask', async () => {
  mount({ as: 'stranger' })
  await expectState('no-access')
  await expect.element(page.getByText(/Ask an administrator/)).toBeVisible()
})

it('says so where nobody is signed in, and offers the link of the host', async () => {
  mount({ as: 'nobody', signInUrl: '/auth/sign-in' })
  await expectState('signed-out')
  expect(page.getByRole('link', { name: 'Sign in' }).element().getAttribute('href')).toBe('/auth/sign-in')
})

it('says so where no organization is selected, and offers the link of the host', async () => {
  mount({ as: 'nowhere', chooseOrganizationUrl: '/organizations' })
  await expectState('no-organization')
  await expect.element(page.getByRole('link', { name: 'Choose an organization' })).toBeVisible()
})

it('takes the rows off the screen when the session has ended', async () => {
  const { signInAs } = mount({ as: 'varied' })
  await expect.poll(rowCount).toBe(6)
  signInAs('nobody')
  await expectState('signed-out')
  expect(rowCount()).toBe(0)
})

it('shows only the keys of the organization that the session has changed to', async () => {
  const { signInAs } = mount({ as: 'varied' })
  await expect.poll(rowCount).toBe(6)
  signInAs('many')
  await expect.element(page.getByText(/as Many Keys/)).toBeVisible()
  await expect.poll(rowCount).toBe(25)
  expect(document.body.textContent).not.toContain('Zapier')
})

it('never shows another organization’s rows under the name of the one before', async () => {
  const { signInAs } = mount({
    as: 'varied',
    network: async (request, send) => {
      const response = await send(request)
      if (request.url.endsWith('/session')) await new Promise(resolve => setTimeout(resolve, 600))
      return response
    },
  })
  await expect.poll(rowCount).toBe(6)
  const mixed: string[] = []
  const observer = new MutationObserver(() => {
    const text = document.body.textContent
    if (text.includes('as Varied Keys') && text.includes('Key 60')) mixed.push(text)
  })
  observer.observe(document.body, { childList: true, subtree: true, characterData: true })
  signInAs('many')
  await expect.poll(rowCount).toBe(25)
  observer.disconnect()
  expect(document.body.textContent).toContain('Key 60')
  expect(mixed).toEqual([])
})

/** A host that renders again whenever its callback is called. */
const RestlessHost = ({ told }: { told: string[] }) => {
  const [count, setCount] = useState(0)
  return (
    <KeydeskProvider baseUrl={baseUrl()} headers={{ 'X-Test-Actor': 'stranger' }}>
      <ApiKeys
        onError={error => {
          told.push(error.code)
          setCount(count + 1)
        }}
      />
    </KeydeskProvider>
  )
}

it('tells the host of a failure once, also when its callback makes it render again', async () => {
  const told: string[] = []
  render(<RestlessHost told={told} />)
  await expectState('no-access')
  expect(told).toEqual(['permission_denied'])
})
