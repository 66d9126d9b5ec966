import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { formError, localPath } from '@pydotorg/platform/http'
import { pendingUser } from '@pydotorg/platform/identity'
import { TrustedDevices } from '@pydotorg/platform/identity/second_factors'
import { finishSignIn } from '#services/finish_sign_in'
import { SecondStep } from '#services/second_step'
import { secondStep, secondStepMessages } from '#validators/codes'

const WRONG_CODE = 'This code is not right, or it was used already. Wait for the next one.'

/** Asks for a code of whoever has shown their password. Until it is right, nobody is signed in. */
@inject()
export default class SecondStepsController {
  static openToEveryone = { store: 'Whoever signs in is nobody before; password and code decide.' }

  readonly #step: SecondStep
  readonly #devices: TrustedDevices

  constructor(step: SecondStep, devices: TrustedDevices) {
    this.#step = step
    this.#devices = devices
  }

  async create(ctx: HttpContext): Promise<string | void> {
    if (!(await pendingUser(ctx))) return ctx.response.redirect().status(303).toPath('/accounts/login/')
    return ctx.view.render('accounts::pages/second_steps/create')
  }

  async store(ctx: HttpContext): Promise<void> {
    const pending = await pendingUser(ctx)
    if (!pending) {
      ctx.session.flash('notice', 'That took too long. Sign in once more.')
      return ctx.response.redirect().status(303).toPath('/accounts/login/')
    }
    const { user, next } = pending
    const { code, trust } = await ctx.request.validateUsing(secondStep, { messagesProvider: secondStepMessages })
    if (!(await this.#step.accepts(ctx, user, code))) throw formError('code', WRONG_CODE, 'code')
    if (trust) await this.#devices.trust(ctx, user)
    return finishSignIn(ctx, { user, next: localPath(next), isEnough: true })
  }
}
