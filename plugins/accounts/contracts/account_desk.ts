import type { HttpContext } from '@adonisjs/core/http'
import type { User } from '@pydotorg/platform/identity'

/** Who has shown by other means than a password whose account is theirs. */
export interface FirstFactor {
  user: User
  /** Path that they are led to in the end. */
  next: string | null
}

/** An account without a password. */
export interface NewAccount {
  username: string
  email: string
  /** True when the address is known to be theirs; else it has to be confirmed before they can sign in. */
  emailVerified: boolean
  firstName: string
  lastName: string
}

/**
 * Opens accounts and signs people in, for plugins that have other ways to find out who somebody is.
 *
 * @example
 * const desk = await contracts.get(AccountDesk)
 * return desk.finishSignIn(ctx, { user, next })
 */
export default abstract class AccountDesk {
  /**
   * Does what is left to do: an unconfirmed address is confirmed first, people who are not active are told so, a second
   * factor is asked for, and everybody else is signed in. Answers the request.
   *
   * @param ctx - a request with a session
   * @param shown - who, and where to lead them
   */
  abstract finishSignIn(ctx: HttpContext, shown: FirstFactor): Promise<void>

  /**
   * @param wanted - usernames that somebody may like, at most 20
   * @returns those of them that they may have
   */
  abstract freeUsernames(wanted: readonly string[]): Promise<string[]>

  /**
   * @param email - an address, in any case
   * @returns true when an account has it, confirmed or not
   */
  abstract isKnown(email: string): Promise<boolean>

  /**
   * Opens an account. Whose address it is decides who learns what: when it has an account already, its owner gets a mail,
   * and whoever asked learns no more than that a mail was sent.
   *
   * @param ctx - the request, whose person is told beside the form what is wrong with the username
   * @param account - what they chose
   * @returns the account; null when the address has one
   * @throws E_VALIDATION_ERROR when the username cannot be had
   */
  abstract open(ctx: HttpContext, account: NewAccount): Promise<User | null>
}
