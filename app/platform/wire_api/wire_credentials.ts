/** Somebody who speaks to the API by a key or a token. */
export interface WireAccount {
  id: number
  username: string
  isActive: boolean
  isStaff: boolean
}

/**
 * Tells whose keys and tokens are valid. This one knows nobody; whoever keeps accounts binds one that does.
 *
 * @example
 * app.container.singleton(WireCredentials, () => new AccountCredentials())
 */
export class WireCredentials {
  /**
   * @param _username - the account's name
   * @param _key - its key for version 1
   * @returns the account, also an inactive one; null when there is none of that name with that key
   */
  async byApiKey(_username: string, _key: string): Promise<WireAccount | null> {
    return null
  }

  /**
   * @param _token - a token for version 2
   * @returns the account, also an inactive one; null when nobody has that token
   */
  async byToken(_token: string): Promise<WireAccount | null> {
    return null
  }
}
