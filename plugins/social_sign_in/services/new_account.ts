import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AccountDesk from '@pydotorg/accounts/contracts/account_desk'
import { Contracts } from '@pydotorg/platform/contracts'
import type { User } from '@pydotorg/platform/identity'
import { Connections } from './connections.js'
import type { ProviderIdentity } from './sign_in_provider.js'
import { candidates, suggestions, type Suggestions } from './usernames.js'

/** What somebody new chose. */
export interface Choice {
  username: string
  /** Of somebody whose address the provider has not verified. */
  email?: string
  firstName?: string
  lastName?: string
}

/** Accounts of people who come from a provider for the first time. They have no password. */
@inject()
export class NewAccount {
  readonly #connections: Connections
  readonly #contracts: Contracts

  /**
   * @param connections - what is linked
   * @param contracts - to reach the desk that opens accounts
   */
  constructor(connections: Connections, contracts: Contracts) {
    this.#connections = connections
    this.#contracts = contracts
  }

  /** @returns usernames that the person may like, and that are free */
  async suggest({ suggestedUsername, firstName, lastName }: ProviderIdentity): Promise<Suggestions> {
    const desk = await this.#contracts.get(AccountDesk)
    const wanted = candidates(suggestedUsername, `${firstName} ${lastName}`.trim())
    return suggestions(wanted, await desk.freeUsernames(wanted))
  }

  /**
   * The provider's address counts as confirmed when it has verified it. Any other one is the person's own word, and
   * confirmed by a mail before they can sign in.
   *
   * @param ctx - the request
   * @param identity - who it is
   * @param choice - what they chose
   * @returns the account; null when the address has one already, which is told to its owner only
   * @throws E_VALIDATION_ERROR when the username cannot be had
   * @throws AlreadyLinked when the person got an account in another window meanwhile
   */
  async open(ctx: HttpContext, identity: ProviderIdentity, choice: Choice): Promise<User | null> {
    const desk = await this.#contracts.get(AccountDesk)
    const verified = identity.emailVerified ? identity.email : null
    const user = await desk.open(ctx, {
      username: choice.username,
      email: verified ?? choice.email ?? '',
      emailVerified: verified !== null,
      firstName: choice.firstName ?? '',
      lastName: choice.lastName ?? '',
    })
    if (user) await this.#link(user, identity, ctx)
    return user
  }

  /** An account that nobody can sign in to would keep its username and address for ever. */
  async #link(user: User, identity: ProviderIdentity, ctx: HttpContext): Promise<void> {
    try {
      await this.#connections.link(user, identity, ctx)
    } catch (error) {
      await user.delete()
      throw error
    }
  }
}
