import type { User } from '@pydotorg/platform/identity'
import type { Page } from 'playwright'

/**
 * Signs in as people do, by the form.
 *
 * @param page - of a browser where nobody is signed in
 * @param user - who
 * @param password - theirs
 */
export async function signInByPassword(page: Page, user: User, password: string): Promise<void> {
  await page.goto(`${process.env.APP_URL}/accounts/login/`)
  await page.getByLabel('Username or e-mail address').fill(user.username)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await page.waitForURL((address) => address.pathname !== '/accounts/login/')
}
