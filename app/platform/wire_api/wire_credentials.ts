/** Somebody who speaks to the API by a key or a token. */
export interface WireAccount {
  id: number
  isActive: boolean
  isStaff: boolean
}

/**
 * Tells whose keys and tokens are valid. Bound in the container by whoever keeps accounts; as long as nobody does,
 * every key and token is unknown.
 *
 * @example
 * app.container.singleton(WireCredentials, () => new AccountCredentials())
 */
export abstract class WireCredentials {
  /**
   * @param username - the account's name
   * @param key - its key for version 1
   * @returns the account, also an inactive one; null when there is none of that name with that key
   */
  abstract byApiKey(username: string, key: string): Promise<WireAccount | null>

  /**
   * @param token - a token for version 2
   * @returns the account, also an inactive one; null when nobody has that token
   */
  abstract byToken(token: string): Promise<WireAccount | null>
}
