import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AccountDesk from '@pydotorg/accounts/contracts/account_desk'
import { Contracts } from '@pydotorg/platform/contracts'
import { noteProof, User } from '@pydotorg/platform/identity'
import { SignInRefused } from '#exceptions/sign_in_refused'
import { Connections } from './connections.js'
import type { ProviderIdentity, SignInProvider } from './sign_in_provider.js'
import { keepWaiting } from './waiting_identity.js'

/** Somebody whom a provider sent back. */
export interface Arrival {
  provider: SignInProvider
  identity: ProviderIdentity
  /** Path that they are led to in the end. */
  next: string | null
  /** True when the provider was told to ask for more than an open session. */
  isProof: boolean
}

/**
 * What becomes of somebody who comes from a provider. Only the provider's own id of them says whose account is theirs;
 * an address that is the same, verified or not, never does: whoever has it must sign in once to link the two.
 */
@inject()
export class Arrivals {
  readonly #connections: Connections
  readonly #contracts: Contracts

  /**
   * @param connections - what is linked
   * @param contracts - to reach the desk that signs people in
   */
  constructor(connections: Connections, contracts: Contracts) {
    this.#connections = connections
    this.#contracts = contracts
  }

  /**
   * Answers the request.
   *
   * @param ctx - a guest's request
   * @param arrival - who came
   */
  async asGuest(ctx: HttpContext, { provider, identity, next }: Arrival): Promise<void> {
    const desk = await this.#contracts.get(AccountDesk)
    const linked = await this.#connections.find(identity)
    if (linked) {
      await this.#connections.use(linked, identity)
      return desk.finishSignIn(ctx, { user: await User.findOrFail(linked.userId), next })
    }
    keepWaiting(ctx, { identity, next })
    // An address that the provider has not verified may be anybody's: who has it here is not told.
    const isKnown = identity.emailVerified && identity.email !== null && (await desk.isKnown(identity.email))
    ctx.response
      .redirect()
      .status(303)
      .toPath(`/accounts/social/${provider.key}/${isKnown ? 'known' : 'account'}/`)
  }

  /**
   * Somebody who is signed in links another account, or shows once more who they are. Answers the request.
   *
   * @param ctx - a request of somebody who is signed in
   * @param arrival - who came
   * @throws SignInRefused when the two do not belong together
   */
  async asUser(ctx: HttpContext, { provider, identity, next, isProof }: Arrival): Promise<void> {
    const user = ctx.auth.getUserOrFail()
    const linked = await this.#connections.find(identity)
    if (linked && linked.userId !== user.id) throw new SignInRefused('other_account', { provider })
    if (linked) {
      await this.#connections.use(linked, identity)
      if (isProof) noteProof(ctx)
      return ctx.response
        .redirect()
        .status(303)
        .toPath(next ?? '/accounts/connections/')
    }
    const own = await this.#connections.of(user)
    if (own.some((each) => each.provider === provider.key)) throw new SignInRefused('other_identity', { provider })
    keepWaiting(ctx, { identity, next })
    ctx.response.redirect().status(303).toPath(`/accounts/connections/${provider.key}/`)
  }
}
