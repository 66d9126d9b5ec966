import { symbols } from '@adonisjs/auth'
import type { AuthClientResponse, GuardContract } from '@adonisjs/auth/types'
import { Exception } from '@adonisjs/core/exceptions'
import type { HttpContext } from '@adonisjs/core/http'
import { DateTime } from 'luxon'
import type { User } from '../models/user.js'
import { AccessTokens } from './access_tokens.js'
import type { GrantedToken } from './granted_token.js'

/** A program showed no token, or one that is worth nothing. */
export class TokenRequired extends Exception {
  static override status = 401
  static override code = 'E_TOKEN_REQUIRED'

  /** Programs are told, and nothing went wrong here. */
  report(): void {}
}

/** `Bearer`, one blank or more, and a token as RFC 6750 has it. */
const BEARER = /^Bearer +([A-Za-z0-9\-._~+/]+=*)$/i

/**
 * Authenticates programs by `Authorization: Bearer`; the token is `ctx.accessToken` from then on. A session never counts
 * here, so no write needs protection against forgery.
 *
 * @example
 * defineConfig({ default: 'web', guards: { web: …, api: (ctx: HttpContext) => new ApiGuard(ctx) } })
 */
export class ApiGuard implements GuardContract<User> {
  /** It emits none. */
  declare [symbols.GUARD_KNOWN_EVENTS]: object
  readonly driverName = 'access_tokens'
  authenticationAttempted = false
  isAuthenticated = false
  user?: User

  readonly #ctx: HttpContext
  #failure: TokenRequired | null = null

  /** @param ctx - the request */
  constructor(ctx: HttpContext) {
    this.#ctx = ctx
  }

  /** @throws TokenRequired before `authenticate`, or when it failed */
  getUserOrFail(): User {
    if (!this.user) throw new TokenRequired('This address needs an access token.')
    return this.user
  }

  /**
   * @returns the owner of the token, with groups and permissions read
   * @throws TokenRequired; the answer says in `WWW-Authenticate` whether the token is missing or worth nothing
   */
  async authenticate(): Promise<User> {
    if (this.user) return this.user
    if (this.#failure) throw this.#failure
    this.authenticationAttempted = true
    const header = this.#ctx.request.header('authorization')
    if (!header) throw this.#refusal('Bearer', 'This address needs an access token: Authorization: Bearer …')
    const token = await this.#tokenIn(header)
    if (token === null) {
      throw this.#refusal('Bearer error="invalid_token"', 'The access token is unknown, expired or revoked.')
    }
    this.#ctx.accessToken = token
    this.user = await token.user.loadAccess()
    this.isAuthenticated = true
    return this.user
  }

  /** @returns true when the request has a valid token; no error is thrown otherwise */
  async check(): Promise<boolean> {
    try {
      await this.authenticate()
      return true
    } catch (error) {
      if (error instanceof TokenRequired) return false
      throw error
    }
  }

  /** For tests: `client.get(…).withGuard('api').loginAs(user, ['read'])`. */
  async authenticateAsClient(user: User, scopes: readonly string[] = ['read']): Promise<AuthClientResponse> {
    const tokens = await this.#ctx.containerResolver.make(AccessTokens)
    const wish = { name: 'Test', scopes, expiresAt: DateTime.utc().plus({ hours: 1 }) }
    const { text } = await tokens.issue(user, wish, this.#ctx)
    return { headers: { authorization: `Bearer ${text}` } }
  }

  async #tokenIn(header: string): Promise<GrantedToken | null> {
    const text = BEARER.exec(header)?.[1]
    if (text === undefined) return null
    const tokens = await this.#ctx.containerResolver.make(AccessTokens)
    return tokens.verify(text)
  }

  #refusal(challenge: string, sentence: string): TokenRequired {
    this.#ctx.response.header('WWW-Authenticate', challenge)
    this.#failure = new TokenRequired(sentence)
    return this.#failure
  }
}
