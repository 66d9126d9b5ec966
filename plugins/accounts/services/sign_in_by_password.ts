import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import type { User } from '@pydotorg/platform/identity'
import { PasswordChanges, Passwords } from '@pydotorg/platform/identity/passwords'
import { accountOf } from '#services/accounts'
import { SignInLimit } from '#services/sign_in_limit'

/** What somebody types to sign in. */
export interface TypedCredentials {
  /** A username or an e-mail address. */
  login: string
  password: string
}

/** Checks a username or an address with a password. */
@inject()
export class SignInByPassword {
  readonly #passwords: Passwords
  readonly #changes: PasswordChanges
  readonly #limit: SignInLimit

  /**
   * @param passwords - checks them
   * @param changes - hashes old ones anew
   * @param limit - counts who tries
   */
  constructor(passwords: Passwords, changes: PasswordChanges, limit: SignInLimit) {
    this.#passwords = passwords
    this.#changes = changes
    this.#limit = limit
  }

  /**
   * Takes as long for an account that does not exist. A password that was right is hashed anew when its hash is old.
   *
   * @param ctx - the request
   * @param typed - what somebody typed
   * @returns whose account it is; null when there is none, or the password is wrong
   * @throws TooManyRequests
   */
  async check(ctx: HttpContext, { login, password }: TypedCredentials): Promise<User | null> {
    const user = await accountOf(login)
    await this.#limit.take(ctx, login, user)
    const isRight = await this.#passwords.verify(user?.password, password)
    if (!isRight || !user) return null
    await this.#changes.refresh(user, password)
    return user
  }
}
