import db from '@adonisjs/lucid/services/db'
import { WireCredentials, type WireAccount } from '../../wire_api/main.js'
import { hashOfToken } from './token_text.js'
import { noteTokenUse, NOT_EXPIRED } from './token_use.js'

/** Who holds a key, as one query reads it. */
interface Holder {
  id: number
  username: string
  is_active: boolean
  is_staff: boolean
  is_superuser: boolean
  token_id: number
  last_used_at: Date | null
}

/**
 * Answers python.org's API from the accounts: version 1 by a username with its key, version 2 by a token.
 *
 * @example
 * app.container.singleton(WireCredentials, () => new AccountCredentials())
 */
export class AccountCredentials extends WireCredentials {
  /** As on python.org, the name counts to the letter here. */
  override byApiKey(username: string, key: string): Promise<WireAccount | null> {
    return this.#holder({ kind: 'api_v1', hash: hashOfToken(key), username })
  }

  override byToken(token: string): Promise<WireAccount | null> {
    return this.#holder({ kind: 'api_v2', hash: hashOfToken(token), username: null })
  }

  async #holder(shown: { kind: string; hash: string; username: string | null }): Promise<WireAccount | null> {
    const asked = db.rawQuery<{ rows: Holder[] }>(HOLDER, shown)
    // A statement with a name is planned once for each connection: every request with a key asks this.
    asked.knexQuery.options({ name: 'access_token_holder' })
    const [holder] = (await asked).rows
    if (holder === undefined) return null
    if (holder.is_active) await noteTokenUse(holder.token_id, holder.last_used_at)
    const { id, username, is_active: isActive } = holder
    return { id, username, isActive, isStaff: holder.is_staff || holder.is_superuser }
  }
}

/** Without a name the key alone tells who it is. */
const HOLDER = `
select users.id, username, is_active, is_staff, is_superuser, access_tokens.id as token_id, last_used_at
from access_tokens join users on users.id = user_id
where hash = :hash and kind = :kind and (cast(:username as text) is null or username = :username) and ${NOT_EXPIRED}`
