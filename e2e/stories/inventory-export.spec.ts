import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { parse } from 'csv-parse/sync'
import { askBroker, inDays } from '../ask-broker.ts'
import { openAs, rowOf } from '../dashboard.ts'
import { reset } from '../workos.ts'

test.beforeEach(reset)

/** What a spreadsheet would run, and what a careless writer would tear apart. */
const keyNames = ['=HYPERLINK("https://evil.test";"Click")', '+1 555 0100', '-2+3', 'Export; "daily", 日本']
const applicationNames = ['@SUM(A1:A9)', '=1+1', '＝1+1', 'Warehouse, nightly', 'a;=1+1', 'b;"=1+1"']

test('the inventory export opens clean', async ({ page }) => {
  await openAs(page, 'admin@northwind.test', { path: '/credentials', heading: 'Credentials' })
  const purpose = '=cmd|"/c calc"!A1'
  for (const name of keyNames) {
    const key = { name, purpose, permissions: ['posts:read'], expiresAt: inDays(30) }
    expect((await askBroker(page, 'POST', '/api-keys', key)).status).toBe(201)
  }
  for (const name of applicationNames) {
    const application = { name, purpose, scopes: ['posts:read'] }
    expect((await askBroker(page, 'POST', '/m2m-applications', application)).status).toBe(201)
  }
  await page.reload()
  await expect(rowOf(page, 'Warehouse, nightly')).toBeVisible()
  const { body } = await askBroker(page, 'GET', '/credentials?limit=100')
  const inventory: { id: string; name: string; kind: string }[] = body.data
  expect(inventory.map(({ name }) => name)).toEqual(
    expect.arrayContaining([...keyNames, ...applicationNames]),
  )

  const text = await download(page, 'CSV, for a spreadsheet')
  const rows: Record<string, string>[] = parse(text, { bom: true, columns: true })
  expect(rows.map(({ id, kind }) => ({ id, kind }))).toEqual(inventory.map(({ id, kind }) => ({ id, kind })))
  // A spreadsheet whose language writes 1,5 separates cells by semicolons, and so reads the same file otherwise.
  const torn: string[][] = parse(text, { delimiter: ';', relax_quotes: true, relax_column_count: true })
  for (const cell of [...rows.flatMap(row => Object.values(row)), ...torn.flat()])
    expect(cell).not.toMatch(/^[=+\-@＝＋－＠\t\r\n]/)
  // Nothing is lost: without the mark that makes it text, each name is the one it was given.
  expect(rows.map(({ name }) => name?.replace(/(?<=^|;)'(?="*[=+\-@＝])/, ''))).toEqual(
    inventory.map(({ name }) => name),
  )

  const file = JSON.parse(await download(page, 'JSON, for a program'))
  expect(file.data).toEqual(body.data)
})

/** Saves the inventory by the menu; resolves to what the file holds. */
const download = async (page: Page, format: string): Promise<string> => {
  const saved = page.waitForEvent('download')
  await page.getByRole('button', { name: 'Export', exact: true }).click()
  await page.getByRole('menuitem', { name: format, exact: true }).click()
  const file = await saved
  expect(file.suggestedFilename()).toMatch(/^credentials-\d{4}-\d{2}-\d{2}\.(csv|json)$/)
  return readFile(await file.path(), 'utf8')
}
