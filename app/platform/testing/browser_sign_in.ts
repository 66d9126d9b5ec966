import type { BrowserContext } from 'playwright'
import type { User } from '../identity/main.js'

/** What @adonisjs/session adds to a browser context in tests. */
interface WithSession {
  initiateSession: (cookie: { domain: string }) => Promise<void>
  setSession: (values: Record<string, unknown>) => Promise<void>
}

/**
 * Signs somebody in before the first page is opened. `loginAs` of @adonisjs/auth does not wait until the browser has
 * the cookie, and gives it for the address that the server listens on, which is not the one that pages have.
 *
 * @param context - of the browser
 * @param user - an account
 * @example
 * const context = await browser.newContext()
 * await browserSignIn(context, await UserFactory.create())
 */
export async function browserSignIn(context: BrowserContext, user: User): Promise<void> {
  const session = context as BrowserContext & WithSession
  await session.initiateSession({ domain: new URL(String(process.env.APP_URL)).hostname })
  await session.setSession({ auth_web: user.id })
}
