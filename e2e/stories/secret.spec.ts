import { expect, test } from '@playwright/test'
import { createKey, logs, openKeysAs, revealOf, rowOf, takeSecret, tryKey } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

test('a secret cannot be lost by accident', async ({ page }) => {
  await openKeysAs(page, 'developer@northwind.test')
  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  const reveal = revealOf(page)
  const warning = page.getByText('You won’t see this key again')
  const attempts = {
    Escape: () => page.keyboard.press('Escape'),
    'Escape twice': async () => {
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
      await page.keyboard.press('Escape')
    },
    'a click outside': () => page.mouse.click(4, 4),
    'the cross': () => reveal.getByRole('button', { name: 'Close', exact: true }).click(),
    Done: () => reveal.getByRole('button', { name: 'Done' }).click(),
  }
  for (const [name, attempt] of Object.entries(attempts)) {
    await test.step(name, async () => {
      await attempt()
      await expect(warning).toBeVisible()
      await page.getByRole('button', { name: 'Go back' }).click()
      await expect(warning).toBeHidden()
      await expect(reveal).toBeVisible()
    })
  }
  expect(await takeSecret(page)).toMatch(/^sk_/)
})

test('a secret cannot be found again', async ({ page }) => {
  await openKeysAs(page, 'developer@northwind.test')
  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  const secret = await takeSecret(page)
  const traces = () =>
    page.evaluate(() =>
      [document.documentElement.outerHTML, location.href, JSON.stringify(history.state)]
        .concat(JSON.stringify(localStorage), JSON.stringify(sessionStorage), document.cookie)
        .join('\n'),
    )
  expect(await traces()).not.toContain(secret)

  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await page.goBack()
  await expect(rowOf(page, 'Nightly export')).toBeVisible()
  expect(await traces()).not.toContain(secret)
  await page.reload()
  await expect(rowOf(page, 'Nightly export')).toBeVisible()
  expect(await traces()).not.toContain(secret)

  await expect(await tryKey(page, secret, 'GET /v1/whoami')).toContainText('200')
  await page.getByRole('link', { name: 'Overview', exact: true }).click()
  await page.goBack()
  expect(await traces()).not.toContain(secret)
  expect(logs()).not.toContain(secret)
})

test('what the browser is given holds no server code and no key of ours', async ({ page }) => {
  const scripts: string[] = []
  page.on('response', async response => {
    if (/javascript/.test(response.headers()['content-type'] ?? '')) scripts.push(await response.text())
  })
  await openKeysAs(page, 'developer@northwind.test')
  await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
  await takeSecret(page)
  expect(scripts.length).toBeGreaterThan(1)
  const all = scripts.join('\n')
  expect(all).toContain('Keydesk-Client')
  for (const forbidden of ['sk_test', 'workos-inc', 'WORKOS_', 'KEYDESK_ORIGINS', 'pino', 'node:crypto']) {
    expect(all).not.toContain(forbidden)
  }
})
