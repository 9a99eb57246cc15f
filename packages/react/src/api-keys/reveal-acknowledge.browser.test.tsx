import { expect, it, vi } from 'vitest'
import { mount } from '../testing/mount.tsx'
import { button, expectDialog, makeKey, readSecret } from '../testing/steps.ts'
import { clientAs } from '../testing/world.ts'

const isAcknowledgement = ({ url }: Request) => url.endsWith('/acknowledge')
const badge = () => document.querySelector('[data-keydesk-part="badge"]')?.textContent

it('tells the broker by itself that the secret is on the screen, once', async () => {
  const { requests } = mount()
  await makeKey('Seen')
  await expect.poll(() => requests.filter(isAcknowledgement).length).toBe(1)
  await expect.poll(badge).toBe('Active')
  const [apiKey] = (await clientAs('admin').apiKeys.list()).data
  expect(apiKey).toMatchObject({ name: 'Seen', delivered: true })
  await button('Copy key').click()
  await button('Done').click()
  await expectDialog(null)
  expect(requests.filter(isAcknowledgement)).toHaveLength(1)
})

it('shows the secret while it cannot tell so, and tries again quietly, also once the dialog is closed', async () => {
  const onError = vi.fn()
  let failures = 0
  mount({
    onError,
    network: async (request, send) => {
      if (!isAcknowledgement(request) || failures === 2) return send(request)
      failures += 1
      throw new TypeError('Failed to fetch')
    },
  })
  await makeKey()
  expect(await readSecret()).toMatch(/^sk_\w{20,}$/)
  await button('Copy key').click()
  await button('Done').click()
  await expectDialog(null)
  expect(badge()).toBe('Never reached you')
  await expect.poll(badge).toBe('Active')
  expect(failures).toBe(2)
  expect(onError).not.toHaveBeenCalled()
})

it('shows the secret while the broker takes its time to hear so', async () => {
  mount({
    network: (request, send) => (isAcknowledgement(request) ? new Promise(() => {}) : send(request)),
  })
  await makeKey()
  expect(await readSecret()).toMatch(/^sk_\w{20,}$/)
})

it('stops telling so when the key is gone', async () => {
  const { requests } = mount({
    network: async (request, send) =>
      isAcknowledgement(request) ? Response.json({ code: 'not_found' }, { status: 404 }) : send(request),
  })
  await makeKey()
  await expect.poll(() => requests.filter(isAcknowledgement).length).toBe(1)
  await new Promise(resolve => setTimeout(resolve, 1_500))
  expect(requests.filter(isAcknowledgement)).toHaveLength(1)
})
