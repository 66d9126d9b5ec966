import app from '@adonisjs/core/services/app'
import { WireCredentials, type WireAccount } from '@pydotorg/platform/wire_api'

const ACCOUNTS: Readonly<Record<string, WireAccount>> = {
  staff: { id: 1, username: 'staff', isActive: true, isStaff: true },
  member: { id: 2, username: 'member', isActive: true, isStaff: false },
  left: { id: 3, username: 'left', isActive: false, isStaff: true },
}

/** The key and the token of each is its name and `-key`. */
class SampleAccounts extends WireCredentials {
  override async byApiKey(username: string, key: string): Promise<WireAccount | null> {
    return key === `${username}-key` ? (ACCOUNTS[username] ?? null) : null
  }

  override async byToken(token: string): Promise<WireAccount | null> {
    return ACCOUNTS[token.replace('-key', '')] ?? null
  }
}

/**
 * Gives the API three accounts: `staff`, `member`, and `left`, who is inactive.
 *
 * @returns call it to have none again
 */
export function useSampleAccounts(): () => void {
  app.container.swap(WireCredentials, () => new SampleAccounts())
  return () => app.container.restore(WireCredentials)
}
