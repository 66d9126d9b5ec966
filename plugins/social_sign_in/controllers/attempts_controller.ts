import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { localPath, Site } from '@pydotorg/platform/http'
import { currentUser } from '@pydotorg/platform/identity'
import { SignInRefused } from '#exceptions/sign_in_refused'
import { Arrivals } from '#services/arrivals'
import { askedProvider } from '#services/asked_provider'
import { beginAttempt, takeAttempt } from '#services/sign_in_attempts'
import type { SignInProvider } from '#services/sign_in_provider'

/** To the provider and back. */
@inject()
export default class AttemptsController {
  constructor(
    protected arrivals: Arrivals,
    protected site: Site
  ) {}

  async create(ctx: HttpContext): Promise<void> {
    const provider = await askedProvider(ctx)
    const next = localPath(ctx.request.input('next'))
    await ctx.session.initiate(false)
    // Who is signed in already shows once more who they are: an open session elsewhere would prove little.
    const askAgain = currentUser(ctx) !== undefined
    const secrets = beginAttempt(ctx, provider, { next, askAgain })
    const attempt = { secrets, askAgain, callback: this.#callback(provider) }
    const address = await provider.authorizationAddress(ctx, attempt).catch((cause: unknown) => {
      throw new SignInRefused('provider_failed', { provider, next, cause })
    })
    ctx.response.redirect().status(303).toPath(address)
  }

  async show(ctx: HttpContext): Promise<void> {
    const provider = await askedProvider(ctx)
    const { secrets, next, askAgain } = takeAttempt(ctx, provider)
    const error: unknown = ctx.request.input('error')
    if (error === 'access_denied') throw new SignInRefused('cancelled', { provider, next })
    if (error !== undefined || typeof ctx.request.input('code') !== 'string') {
      throw new SignInRefused('provider_refused', { provider, next, cause: new Error(String(error).slice(0, 200)) })
    }
    const attempt = { secrets, askAgain, callback: this.#callback(provider) }
    const identity = await provider.identify(ctx, attempt).catch((cause: unknown) => {
      throw new SignInRefused('provider_failed', { provider, next, cause })
    })
    const arrival = { provider, identity, next, isProof: askAgain && provider.canAskAgain }
    return currentUser(ctx) ? this.arrivals.asUser(ctx, arrival) : this.arrivals.asGuest(ctx, arrival)
  }

  #callback({ key }: SignInProvider): string {
    return this.site.address(`/accounts/social/${key}/callback/`)
  }
}
