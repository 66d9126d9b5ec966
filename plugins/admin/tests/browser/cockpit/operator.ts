import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { BrowserContext, Page } from 'playwright'
import type { User } from '@pydotorg/platform/identity'
import { Passwords } from '@pydotorg/platform/identity/passwords'
import { browserSignIn, UserFactory } from '@pydotorg/platform/testing'

const PASSWORD = 'walrus kettle ninety'

/**
 * @param context - of the browser, in which they are signed in from now on
 * @param permissions - of the platform or of a plugin
 * @returns a member of staff who has them, and a password to prove it with
 */
export async function signInStaff(context: BrowserContext, ...permissions: string[]): Promise<User> {
  const password = await (await app.container.make(Passwords)).make(PASSWORD)
  const user = await UserFactory.merge({ password }).apply('staff').create()
  await db.table('user_permissions').multiInsert(permissions.map((permission) => ({ user_id: user.id, permission })))
  await browserSignIn(context, user)
  return user
}

/**
 * @param context - of the browser, in which they are signed in from now on
 * @returns somebody who may do everything, and has a password to prove it with
 */
export async function signInSuperuser(context: BrowserContext): Promise<User> {
  const password = await (await app.container.make(Passwords)).make(PASSWORD)
  const user = await UserFactory.merge({ password }).apply('superuser').create()
  await browserSignIn(context, user)
  return user
}

/** Answers the question that dangerous acts ask first, and waits until it has led on: leaving before would undo it. */
export async function prove(page: Page): Promise<void> {
  const question = page.getByRole('heading', { name: 'Confirm that it is you', level: 1 })
  await question.waitFor()
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.getByRole('button', { name: 'Go on' }).click()
  await question.waitFor({ state: 'hidden' })
}

/** @returns the address of a path of this site */
export const at = (path: string): string => `${process.env.APP_URL}${path}`

/** As somebody asks who is not signed in, and whom pages are kept for. */
export async function guest(
  path: string,
  accept = 'text/html'
): Promise<{ status: number; text: string; headers: Headers }> {
  const answer = await fetch(at(path), { headers: { accept }, redirect: 'manual' })
  return { status: answer.status, text: await answer.text(), headers: answer.headers }
}
