import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { Passkeys } from '@pydotorg/platform/identity/second_factors'
import OwnAccountPolicy from '#policies/own_account_policy'

/** What a browser needs before it asks for a device; each answer holds a challenge that is good once. */
@inject()
export default class PasskeyOptionsController {
  static openToEveryone = { index: 'Whoever wants to sign in needs a challenge; it says nothing of any account.' }

  readonly #passkeys: Passkeys

  constructor(passkeys: Passkeys) {
    this.#passkeys = passkeys
  }

  /** To sign in, or to prove once more who one is. */
  async index(ctx: HttpContext): Promise<unknown> {
    return this.#passkeys.authenticationOptions(ctx)
  }

  /** To add a passkey. */
  async store(ctx: HttpContext): Promise<unknown> {
    const user = ctx.auth.getUserOrFail()
    await ctx.bouncer.with(OwnAccountPolicy).authorize('protect', user)
    return this.#passkeys.registrationOptions(ctx, user)
  }
}
