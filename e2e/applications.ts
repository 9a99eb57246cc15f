import { expect, type Locator, type Page } from '@playwright/test'
import { type Level, openAs, type Person, rowOf, takeSecret } from './dashboard.ts'

/** Signs a person in and lands on the page with the applications. */
export const openApplicationsAs = (page: Page, person: Person): Promise<void> =>
  openAs(page, person, { path: '/applications', heading: 'M2M applications' })

/** Makes an application by the form and takes its secret; resolves to what it signs in with. */
export const createApplication = async (
  page: Page,
  name: string,
  levels: Level[],
): Promise<{ id: string; secret: string }> => {
  await page.getByRole('button', { name: 'New application' }).click()
  const dialog = page.getByRole('dialog', { name: 'New application' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill(name)
  for (const { group, level } of levels) {
    await dialog.getByRole('group', { name: group }).getByRole('radio', { name: level }).check()
  }
  await dialog.getByRole('button', { name: 'Create application' }).click()
  const secret = await takeSecret(page, 'client secret')
  // An earlier story may have left one of this name in the list, which the local WorkOS has forgotten.
  const id = await rowOf(page, name)
    .filter({ hasText: secret.slice(-6) })
    .getByText(/^client_/)
    .textContent()
  return { id: id ?? '', secret }
}

/** Opens the dialog with the secrets of an application. */
export const openSecrets = async (page: Page, name: string): Promise<Locator> => {
  await rowOf(page, name)
    .getByRole('button', { name: /Actions/ })
    .click()
  await page.getByRole('menuitem', { name: 'Secrets…' }).click()
  return page.getByRole('dialog', { name: `Secrets of “${name}”` })
}

/** Starts a rotation of an application's secret; resolves to the new one. */
export const startRotation = async (page: Page, name: string): Promise<string> => {
  const dialog = await openSecrets(page, name)
  await dialog.getByRole('button', { name: 'Start rotation' }).click()
  return takeSecret(page, 'client secret')
}

/** Deletes the old secret in the open dialog of secrets. */
export const finishRotation = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Finish…' }).click()
  await page
    .getByRole('alertdialog', { name: 'Finish the rotation?' })
    .getByRole('button', { name: 'Delete the secret' })
    .click()
  const secrets = page.getByRole('dialog', { name: `Secrets of “${name}”` })
  await expect(secrets.getByRole('button', { name: 'Start rotation' })).toBeVisible()
  await secrets.getByRole('button', { name: 'Close' }).last().click()
}

/** Signs a person in and lands on the page with the credentials of both kinds. */
export const openInventoryAs = (page: Page, person: Person): Promise<void> =>
  openAs(page, person, { path: '/credentials', heading: 'Credentials' })

/** The open dialog of a key that moves, or was moved, to an application. */
export const migrationOf = (page: Page, name: string): Locator =>
  page.getByRole('dialog', { name: new RegExp(`“${name}” (to an application|was moved)`) })

/** Plans the move of a key from the menu of its row, to end after a span, and takes the secret; resolves to what the application signs in with. */
export const startMigration = async (
  page: Page,
  name: string,
  span: string,
): Promise<{ id: string; secret: string }> => {
  await page.getByRole('button', { name: `Actions for ${name}`, exact: true }).click()
  await page.getByRole('menuitem', { name: 'Move to an application…' }).click()
  const dialog = migrationOf(page, name)
  await dialog.getByRole('radio', { name: span }).check()
  await dialog.getByRole('button', { name: 'Create application' }).click()
  const secret = await takeSecret(page, 'client secret')
  await expect(dialog.getByText('Under way')).toBeVisible()
  const id = await dialog.getByText(/^client_/).textContent()
  return { id: id ?? '', secret }
}

/** Has the key end at the end of a day, in the open dialog of its move. */
export const changeMigrationDate = async (page: Page, name: string, day: string): Promise<void> => {
  await migrationOf(page, name).getByRole('button', { name: 'Change the date' }).click()
  const dialog = page.getByRole('dialog', { name: 'Change the date' })
  await dialog.getByRole('radio', { name: 'At a date' }).check()
  await dialog.locator('input[type="date"]').fill(day)
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog).toBeHidden()
}

/** Ends the key in the open dialog of its move. */
export const finishMigration = async (page: Page, name: string): Promise<void> => {
  await migrationOf(page, name).getByRole('button', { name: 'Finish now…' }).click()
  await page
    .getByRole('alertdialog', { name: 'Finish now?' })
    .getByRole('button', { name: 'End the key' })
    .click()
  await expect(migrationOf(page, name).getByText('Finished').first()).toBeVisible()
}
