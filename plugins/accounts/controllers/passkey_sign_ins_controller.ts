import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { localPath } from '@pydotorg/platform/http'
import { Passkeys } from '@pydotorg/platform/identity/second_factors'
import { finishSignIn } from '#services/finish_sign_in'
import { refuse } from '#services/refused_passkey'
import { passkeyMessages, passkeySignIn } from '#validators/passkeys'

/** A passkey is something one has and the finger or PIN that unlocks it: nothing more is asked for. */
@inject()
export default class PasskeySignInsController {
  static openToEveryone = { store: 'Whoever signs in is nobody before; the passkey decides.' }

  readonly #passkeys: Passkeys

  constructor(passkeys: Passkeys) {
    this.#passkeys = passkeys
  }

  async store(ctx: HttpContext): Promise<void> {
    const { credential, next } = await ctx.request.validateUsing(passkeySignIn, { messagesProvider: passkeyMessages })
    const user = await this.#passkeys.authenticate(ctx, credential).catch(refuse)
    return finishSignIn(ctx, { user, next: localPath(next), isEnough: true })
  }
}
