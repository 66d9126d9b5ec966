import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import AccountDesk from '@pydotorg/accounts/contracts/account_desk'
import { Contracts } from '@pydotorg/platform/contracts'
import { askedProvider } from '#services/asked_provider'
import { AlreadyLinked } from '#services/connections'
import { NewAccount } from '#services/new_account'
import { endWaiting, waitingIdentity } from '#services/waiting_identity'
import { newAccountForm } from '#validators/new_account'

/** Somebody new chooses a username. */
@inject()
export default class NewAccountsController {
  static openToEveryone = { store: 'Whoever opens an account is nobody before; the provider has said who it is.' }

  constructor(
    protected newAccount: NewAccount,
    protected contracts: Contracts
  ) {}

  async create(ctx: HttpContext): Promise<string | void> {
    const provider = await askedProvider(ctx)
    const waiting = waitingIdentity(ctx, provider.key)
    if (!waiting) return this.#beginAgain(ctx)
    const { identity } = waiting
    const names = await this.newAccount.suggest(identity)
    return ctx.view.render('social_sign_in::pages/new_account', { provider, identity, names })
  }

  async store(ctx: HttpContext): Promise<void> {
    const provider = await askedProvider(ctx)
    const waiting = waitingIdentity(ctx, provider.key)
    if (!waiting) return this.#beginAgain(ctx)
    const { identity, next } = waiting
    const meta = { isAddressNeeded: !identity.emailVerified }
    const choice = await ctx.request.validateUsing(newAccountForm, { meta })
    const user = await this.newAccount.open(ctx, identity, choice).catch(unlessLinked)
    endWaiting(ctx)
    if (user === 'linked') return this.#beginAgain(ctx)
    if (!user) return ctx.response.redirect().status(303).toPath('/accounts/confirm-email/')
    return (await this.contracts.get(AccountDesk)).finishSignIn(ctx, { user, next })
  }

  /** Nobody waits: it took too long, or the page was opened by its address. */
  #beginAgain({ response }: HttpContext): void {
    response.redirect().status(303).toPath('/accounts/login/')
  }
}

function unlessLinked(error: unknown): 'linked' {
  if (error instanceof AlreadyLinked) return 'linked'
  throw error
}
