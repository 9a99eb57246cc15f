import AxeBuilder from '@axe-core/playwright'
import { expect, type Page, test } from '@playwright/test'
import { createKey, openKeysAs, revealOf, rowOf, takeSecret } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

const expectAccessible = async (page: Page, state: string): Promise<void> => {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    state,
  ).toEqual([])
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme })

    test('every state of the story is accessible', async ({ page }) => {
      // Twenty states, each looked at by axe for a while.
      test.slow()
      await page.goto('/')
      await expect(page.getByRole('heading', { name: /Sign in/ })).toBeVisible()
      await expectAccessible(page, 'sign-in')

      await openKeysAs(page, 'admin@northwind.test')
      await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible()
      await expectAccessible(page, 'no keys')

      await page.getByRole('button', { name: 'New key' }).click()
      const form = page.getByRole('dialog', { name: 'New key' })
      await expect(form.getByRole('group', { name: 'Posts' })).toBeVisible()
      await expectAccessible(page, 'form')
      await form.getByRole('button', { name: 'Create key' }).click()
      await expect(form.getByText(/Give the key a name/)).toBeVisible()
      await expectAccessible(page, 'form with an error')
      await form.getByRole('button', { name: 'Cancel' }).click()

      await createKey(page, 'Nightly export', [{ group: 'Posts', level: 'Read' }])
      await expectAccessible(page, 'secret')
      await page.keyboard.press('Escape')
      await expect(page.getByText('You won’t see this key again')).toBeVisible()
      await expectAccessible(page, 'secret about to be lost')
      await page.getByRole('button', { name: 'Go back' }).click()
      await expect(revealOf(page)).toBeVisible()
      await takeSecret(page)
      await expectAccessible(page, 'list')

      await rowOf(page, 'Nightly export')
        .getByRole('button', { name: /Actions/ })
        .click()
      await expectAccessible(page, 'row menu')
      await page.getByRole('menuitem', { name: 'Revoke…' }).click()
      await expect(page.getByRole('alertdialog', { name: /Revoke/ })).toBeVisible()
      await expectAccessible(page, 'revoke')
      await page.keyboard.press('Escape')

      for (const name of [
        'Overview',
        'Applications',
        'Credentials',
        'Try it',
        'Your own table',
        'How it’s embedded',
      ]) {
        await page.getByRole('link', { name, exact: true }).click()
        await expectAccessible(page, name)
      }

      await openKeysAs(page, 'viewer@northwind.test')
      await expect(rowOf(page, 'Nightly export')).toBeVisible()
      await expectAccessible(page, 'read only')

      const list = '**/api/keydesk/v1/api-keys*'
      await page.route(list, route =>
        route.fulfill({
          status: 503,
          contentType: 'application/problem+json',
          json: {
            code: 'store_unavailable',
            status: 503,
            detail: 'The store cannot be reached.',
            requestId: 'req_1',
          },
        }),
      )
      await page.reload()
      await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
      await expectAccessible(page, 'failed list')
      await page.unroute(list)
      await page.getByRole('button', { name: 'Try again' }).click()
      await expect(rowOf(page, 'Nightly export')).toBeVisible()
    })
  })
}
