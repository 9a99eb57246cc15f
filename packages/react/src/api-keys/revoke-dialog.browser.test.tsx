import { expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { mount } from '../testing/mount.tsx'
import { isListing } from '../testing/networks.ts'
import { makeRotated } from '../testing/rotated.ts'
import { button, clickOutside, expectDialog, pressEscape, startRevoke } from '../testing/steps.ts'
import { addFault, clearFaults, clientAs, spendKey } from '../testing/world.ts'

const listNames = async () => (await clientAs('varied').apiKeys.list()).data.map(({ name }) => name)

it('revokes: the row goes, a live region says so, the focus stays in the widget', async () => {
  const onRevoked = vi.fn()
  mount({ as: 'varied', onRevoked })
  await startRevoke('Zapier')
  await expectDialog('Revoke “Zapier”?')
  await expect.element(page.getByText(/Last used 9 days ago/)).toBeVisible()
  await button('Revoke').click()
  await expectDialog(null)
  await expect.element(page.getByText('“Zapier” was revoked.')).toBeInTheDocument()
  await expect.element(page.getByRole('heading', { name: 'API keys' })).toHaveFocus()
  expect(document.querySelector('table')?.textContent).not.toContain('Zapier')
  expect(await listNames()).not.toContain('Zapier')
  expect(onRevoked).toHaveBeenCalledExactlyOnceWith(expect.objectContaining({ name: 'Zapier' }))
})

it('starts with the focus on Cancel, and gives it back to what opened it', async () => {
  mount({ as: 'varied' })
  await startRevoke('Zapier')
  await expect.element(button('Cancel')).toHaveFocus()
  await userEvent.keyboard('{Enter}')
  await expectDialog(null)
  await expect.element(button('Actions for Zapier')).toHaveFocus()
  expect(await listNames()).toContain('Zapier')
})

it('asks for the name of a key that was used in the last 7 days', async () => {
  mount({ as: 'varied' })
  await startRevoke('Nightly export')
  await button('Revoke').click()
  await expect.element(page.getByText('This is not the name of the key.')).toBeVisible()
  expect(await listNames()).toContain('Nightly export')
  await page.getByRole('textbox').fill('Nightly export')
  await userEvent.keyboard('{Enter}')
  await expectDialog(null)
  expect(await listNames()).not.toContain('Nightly export')
})

it('asks for the name of a key that was used while its row was on the screen', async () => {
  const { value } = await clientAs('varied').apiKeys.create(
    { name: 'Fresh', permissions: [], expiresAt: null },
    { idempotencyKey: 'used-while-on-screen' },
  )
  mount({ as: 'varied' })
  await expect.element(page.getByRole('rowheader', { name: 'Fresh' })).toBeVisible()
  await spendKey(value ?? '')
  // So old may be what the broker knows of a last use.
  await new Promise(resolve => setTimeout(resolve, 1_100))
  await startRevoke('Fresh')
  await expect.element(page.getByText(/^Last used now\./)).toBeVisible()
  await expect.element(page.getByRole('textbox')).toBeVisible()
})

it('asks for the name of a key that is used while the dialog is open', async () => {
  const { value } = await clientAs('varied').apiKeys.create(
    { name: 'Fresh', permissions: [], expiresAt: null },
    { idempotencyKey: 'used-under-the-dialog' },
  )
  mount({ as: 'varied' })
  await startRevoke('Fresh')
  await expect.element(page.getByText(/^Never used, as far/)).toBeVisible()
  await spendKey(value ?? '')
  await expect.element(page.getByText(/^Last used now\./)).toBeVisible()
  await expect.element(page.getByRole('textbox', { name: /Type the name/ })).toBeVisible()
})

it('waits for a slow answer about the last use before it asks again', async () => {
  const asked: Request[] = []
  let isSlow = false
  mount({
    as: 'varied',
    network: async (request, send) => {
      if (isSlow && isListing(request)) {
        asked.push(request)
        await new Promise(resolve => setTimeout(resolve, 2_000))
      }
      return send(request)
    },
  })
  await expect.element(button('Actions for Zapier')).toBeVisible()
  isSlow = true
  await startRevoke('Zapier')
  await expect.poll(() => asked.length, { timeout: 10_000 }).toBe(2)
  expect(asked[0]?.signal.aborted).toBe(false)
})

it('says that a key was never used', async () => {
  mount({ as: 'varied' })
  await startRevoke('Old integration')
  await expect.element(page.getByText(/^Never used, as far/)).toBeVisible()
  expect(page.getByRole('textbox').query()).toBeNull()
})

it('shows why it failed, keeps the row and lets try again', async () => {
  const onError = vi.fn()
  mount({ as: 'varied', onError })
  await startRevoke('Zapier')
  await addFault({ method: 'DELETE', path: '/api_keys', status: 503, times: 9 })
  await button('Revoke').click()
  await expect.element(page.getByRole('alert').getByText(/Request id/)).toBeVisible()
  expect(onError).toHaveBeenCalledOnce()
  expect(document.querySelector('table')?.textContent).toContain('Zapier')
  await clearFaults()
  await button('Revoke').click()
  await expectDialog(null)
  expect(await listNames()).not.toContain('Zapier')
})

it('counts a key that is already gone as revoked', async () => {
  mount({ as: 'varied' })
  await startRevoke('Zapier')
  const client = clientAs('varied')
  const gone = (await client.apiKeys.list()).data.find(({ name }) => name === 'Zapier')
  await client.apiKeys.revoke(gone?.id ?? '')
  await button('Revoke').click()
  await expectDialog(null)
  await expect.element(page.getByText('“Zapier” was revoked.')).toBeInTheDocument()
})

it('cannot be dismissed while the request runs', async () => {
  mount({
    as: 'varied',
    network: async (request, send) => {
      if (request.method === 'DELETE') await new Promise(resolve => setTimeout(resolve, 700))
      return send(request)
    },
  })
  await startRevoke('Zapier')
  await button('Revoke').click()
  await pressEscape(3)
  await clickOutside()
  await expectDialog('Revoke “Zapier”?')
  await expectDialog(null)
  await expect.element(page.getByText('“Zapier” was revoked.')).toBeInTheDocument()
})

it('offers “in 24 hours instead”, after which the row and a live region say when it stops', async () => {
  const onRevoked = vi.fn()
  mount({ as: 'varied', onRevoked })
  await startRevoke('CI deploy')
  await page.getByRole('textbox').fill('CI deploy')
  await button('In 24 hours instead').click()
  await expectDialog(null)
  await expect.element(page.getByText(/^“CI deploy” stops (tomorrow|in 2[34] hours)\.$/)).toBeInTheDocument()
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: 'CI deploy' }) })
  await expect.poll(() => row.element().textContent).toMatch(/in 23 hours|tomorrow/)
  await expect.element(button('Actions for CI deploy')).toHaveFocus()
  const kept = (await clientAs('varied').apiKeys.list()).data.find(({ name }) => name === 'CI deploy')
  expect(Math.abs(Date.parse(kept?.expiresAt ?? '') - Date.now() - 86_400_000)).toBeLessThan(60_000)
  expect(onRevoked).not.toHaveBeenCalled()
})

it('asks for the name of a key in use before it lets it end in 24 hours too, and not of one that nobody used', async () => {
  mount({ as: 'varied' })
  await startRevoke('CI deploy')
  await button('In 24 hours instead').click()
  await expect.element(page.getByText('This is not the name of the key.')).toBeVisible()
  await button('Cancel').click()
  await startRevoke('Old integration')
  await button('In 24 hours instead').click()
  await expectDialog(null)
  const ends = (await clientAs('varied').apiKeys.list()).data.filter(({ expiresAt }) => expiresAt !== null)
  expect(ends.map(({ name }) => name)).toContain('Old integration')
  expect(ends.map(({ name }) => name)).not.toContain('CI deploy')
})

it('offers no later end than the key has', async () => {
  await makeRotated('globex', { overlapSeconds: 3600 })
  mount({ as: 'globex' })
  await startRevoke('Worker')
  await expectDialog('Revoke “Worker”?')
  expect(button('In 24 hours instead').query()).toBeNull()
})

it('shows why the end could not be moved, and lets try again', async () => {
  mount({ as: 'varied' })
  await startRevoke('Old integration')
  await addFault({ method: 'POST', path: '/expire', status: 503, times: 9 })
  await button('In 24 hours instead').click()
  await expect.element(page.getByRole('alert').getByText(/Request id/)).toBeVisible()
  await clearFaults()
  await button('Revoke', { exact: true }).click()
  await expectDialog(null)
  expect(await listNames()).not.toContain('Old integration')
})
