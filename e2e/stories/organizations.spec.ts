import { expect, test } from '@playwright/test'
import { createKey, openKeysAs, rowOf, takeSecret } from '../dashboard.ts'
import { callsOf, forgetCalls, reset } from '../workos.ts'

test.beforeEach(reset)

test('switching organization shows only its keys', async ({ page }) => {
  await openKeysAs(page, 'admin@northwind.test')
  await createKey(page, 'Northwind only', [{ group: 'Posts', level: 'Read' }])
  await takeSecret(page)

  await page.getByRole('button', { name: /Organization: Northwind Labs/ }).click()
  await page.getByRole('link', { name: 'Globex Robotics' }).click()
  await expect(page.getByRole('button', { name: /Organization: Globex Robotics/ })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'No keys yet' })).toBeVisible()
  await createKey(page, 'Globex only', [{ group: 'Comments', level: 'Write' }])
  await takeSecret(page)
  await expect(rowOf(page, 'Globex only')).toBeVisible()
  await expect(rowOf(page, 'Northwind only')).toHaveCount(0)

  await page.getByRole('button', { name: /Organization: Globex Robotics/ }).click()
  await page.getByRole('link', { name: 'Northwind Labs' }).click()
  await expect(rowOf(page, 'Northwind only')).toBeVisible()
  await expect(rowOf(page, 'Globex only')).toHaveCount(0)
})

test("another organization's key cannot be seen or revoked, and WorkOS is not asked to", async ({ page }) => {
  await openKeysAs(page, 'admin@northwind.test')
  await createKey(page, 'Northwind only', [{ group: 'Posts', level: 'Read' }])
  await takeSecret(page)
  const id = await page.evaluate(async () => {
    const answer = await fetch('/api/keydesk/v1/api-keys', { headers: { 'Keydesk-Client': 'story/1' } })
    return (await answer.json()).data[0].id
  })

  await openKeysAs(page, 'admin@globex.test')
  await forgetCalls()
  const outcomes = await page.evaluate(async id => {
    const ask = async (method: string) => {
      const answer = await fetch(`/api/keydesk/v1/api-keys/${id}`, {
        method,
        headers: { 'Keydesk-Client': 'story/1' },
      })
      return { status: answer.status, code: (await answer.json()).code }
    }
    return [await ask('GET'), await ask('DELETE')]
  }, id)
  expect(outcomes).toEqual(Array(2).fill({ status: 404, code: 'not_found' }))
  expect(await callsOf('DELETE')).toEqual([])
})
