import { inject } from '@adonisjs/core'
import type { AccessToken, User } from '@pydotorg/platform/identity'
import { AccessTokens, TokenScopes } from '@pydotorg/platform/identity/access_tokens'

/** A scope that somebody may choose. */
export interface ScopeChoice {
  name: string
  sentence: string
}

/** Tokens as their owner sees them. */
export interface OwnTokens {
  tokens: AccessToken[]
  /** Keys of python.org's API; at most one of each kind is made here. */
  apiKeys: AccessToken[]
}

/** What the pages about tokens show. */
@inject()
export class TokenList {
  readonly #tokens: AccessTokens
  readonly #scopes: TokenScopes

  constructor(tokens: AccessTokens, scopes: TokenScopes) {
    this.#tokens = tokens
    this.#scopes = scopes
  }

  /** Those for `Authorization: Bearer`, and the keys of python.org's API. */
  async of(user: User): Promise<OwnTokens> {
    const all = await this.#tokens.list(user)
    const isBearer = ({ kind }: AccessToken): boolean => kind === 'bearer'
    return { tokens: all.filter(isBearer), apiKeys: all.filter((token) => !isBearer(token)) }
  }

  /** What this person's tokens can be good for: a permission that they do not have would do nothing. */
  async choicesFor(user: User): Promise<ScopeChoice[]> {
    await user.loadAccess()
    return [...this.#scopes.all()]
      .filter(([name]) => !name.includes('.') || user.can(name))
      .map(([name, sentence]) => ({ name, sentence }))
  }
}
