import { Exception } from '@adonisjs/core/exceptions'
import db from '@adonisjs/lucid/services/db'
import type { DateTime } from 'luxon'
import type { AuditFields, AuditLog, AuditSubject } from '../../audit/main.js'
import type { Author } from '../author.js'
import { AccessToken, type AccessTokenKind } from '../models/access_token.js'
import { User } from '../models/user.js'
import { GrantedToken } from './granted_token.js'
import { noteTokenUse, NOT_EXPIRED } from './token_use.js'
import type { TokenScopes } from './token_scopes.js'
import { hashOfToken, newToken, shownPart } from './token_text.js'

/** A person needs a handful; this bounds lists and mistakes of scripts. */
const MOST_TOKENS = 50

/** What somebody wants a token for. */
export interface TokenWish {
  kind?: AccessTokenKind
  /** By which its owner knows it. */
  name: string
  /** For `bearer`; tokens of python.org's API may do what their owner may. */
  scopes?: readonly string[]
  /** Null never expires. */
  expiresAt?: DateTime | null
}

/** A token that was just made: nobody sees its text again. */
export interface IssuedToken {
  text: string
  token: AccessToken
}

/** Who makes a token worthless. */
export interface Revocation {
  by: Author
  /** For the audit log. */
  reason?: string | null
}

/** A key that another system gave out. */
export interface KeptKey {
  userId: number
  text: string
}

/** Somebody has as many tokens as one may have. */
export class TooManyTokens extends Exception {
  static override status = 409
  static override code = 'E_TOO_MANY_TOKENS'
  static override message = `Nobody may have more than ${MOST_TOKENS} tokens; revoke one that is not used any more.`
}

/**
 * The secrets by which programs speak for people: personal ones for `Authorization: Bearer`, and the keys of python.org's
 * API. Only hashes are kept.
 *
 * @example
 * const tokens = await app.container.make(AccessTokens)
 * const { text } = await tokens.issue(user, { name: 'Release tools', scopes: ['read'], expiresAt: null }, ctx)
 */
export class AccessTokens {
  readonly #scopes: TokenScopes
  readonly #audit: AuditLog

  /**
   * @param scopes - what tokens can be made for
   * @param audit - is told of every token that is made or revoked
   */
  constructor(scopes: TokenScopes, audit: AuditLog) {
    this.#scopes = scopes
    this.#audit = audit
  }

  /**
   * @param user - its owner
   * @param wish - what it is for
   * @param by - who makes it
   * @returns the token, the only time that anybody sees it
   * @throws UnknownScope, TooManyTokens
   */
  async issue(user: User, wish: TokenWish, by: Author): Promise<IssuedToken> {
    const { kind = 'bearer', name, expiresAt = null } = wish
    const scopes = kind === 'bearer' ? this.#scopes.checked(wish.scopes ?? []) : []
    const text = newToken(kind)
    const token = await db.transaction(async (trx) => {
      // Two requests at once must not both find room for the last one.
      await trx.from('users').where('id', user.id).forUpdate().select('id')
      const [{ count }] = await trx.from('access_tokens').where('user_id', user.id).count('* as count')
      if (Number(count) >= MOST_TOKENS) throw new TooManyTokens()
      const row = { userId: user.id, kind, name, scopes, expiresAt, hash: hashOfToken(text), prefix: shownPart(text) }
      const made = await AccessToken.create(row, { client: trx })
      const action = 'platform.access_token.create'
      await this.#audit.record({ by, action, subject: subjectOf(made), after: recordOf(made, user) }, trx)
      return made
    })
    return { text, token }
  }

  /**
   * Keeps keys that another system gave out, so that programs that have them go on working.
   *
   * @param kind - which API they are for
   * @param keys - a thousand at most, each with its owner
   * @returns of each, in order, whether it is new, was here, or belongs to something else here
   */
  async keep(kind: AccessTokenKind, keys: readonly KeptKey[]): Promise<('added' | 'here' | 'taken')[]> {
    if (keys.length === 0) return []
    const name = 'From python.org'
    const rows = keys.map(({ userId, text }) => {
      return { user_id: userId, kind, name, hash: hashOfToken(text), prefix: shownPart(text) }
    })
    const added = await db.table('access_tokens').multiInsert(rows).onConflict('hash').ignore().returning('hash')
    const fresh = new Set(added.map(({ hash }) => hash))
    const found = db.from('access_tokens').whereIn(
      'hash',
      rows.map(({ hash }) => hash)
    )
    const owners = new Map((await found).map((row) => [row.hash, `${row.kind} ${row.user_id}`]))
    return rows.map(({ hash, user_id: owner }) => {
      if (owners.get(hash) !== `${kind} ${owner}`) return 'taken'
      // A key that stands twice in the list is new once.
      return fresh.delete(hash) ? 'added' : 'here'
    })
  }

  /**
   * @param text - what came after `Bearer`
   * @returns the token with its owner; null when it is unknown or expired, or its owner is not active
   */
  async verify(text: string): Promise<GrantedToken | null> {
    const user = await User.query()
      .join('access_tokens', 'access_tokens.user_id', 'users.id')
      .where({ 'access_tokens.hash': hashOfToken(text), 'access_tokens.kind': 'bearer', 'users.is_active': true })
      .whereRaw(NOT_EXPIRED)
      .select('users.*', 'access_tokens.id as token_id', 'access_tokens.scopes', 'access_tokens.last_used_at')
      .first()
    if (user === null) return null
    const { token_id: id, scopes, last_used_at: lastUsedAt } = user.$extras
    await noteTokenUse(id, lastUsedAt)
    return new GrantedToken(user, scopes, id)
  }

  /**
   * @param user - whose
   * @returns their tokens, newest first; there are at most fifty
   */
  async list(user: User): Promise<AccessToken[]> {
    return AccessToken.query().where('userId', user.id).orderBy('id', 'desc')
  }

  /**
   * Makes a token worthless at once.
   *
   * @param user - whose
   * @param id - of the token
   * @param revocation - who does it, and why, where it is not its owner
   * @returns false when this person has no such token
   */
  async revoke(user: User, id: number, { by, reason = null }: Revocation): Promise<boolean> {
    const token = await AccessToken.query().where({ userId: user.id, id }).first()
    if (token === null) return false
    await db.transaction(async (trx) => {
      await token.useTransaction(trx).delete()
      const action = 'platform.access_token.revoke'
      await this.#audit.record({ by, action, subject: subjectOf(token), before: recordOf(token, user), reason }, trx)
    })
    return true
  }
}

function subjectOf({ id, name }: AccessToken): AuditSubject {
  return { type: 'access_token', id, label: name }
}

/** What the log keeps of a token. */
function recordOf({ kind, scopes, prefix, expiresAt }: AccessToken, user: User): AuditFields {
  return { user_id: user.id, username: user.username, kind, scopes, prefix, expires_at: expiresAt }
}
