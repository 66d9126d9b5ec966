import type { HttpContext } from '@adonisjs/core/http'
import { askedProvider } from '#services/asked_provider'
import { waitingIdentity } from '#services/waiting_identity'

/** Tells somebody whose address has an account here how to link the two. */
export default class SameAddressController {
  async show(ctx: HttpContext): Promise<string | void> {
    const provider = await askedProvider(ctx)
    const waiting = waitingIdentity(ctx, provider.key)
    if (!waiting) return ctx.response.redirect().status(303).toPath('/accounts/login/')
    const link = `/accounts/connections/${provider.key}/`
    return ctx.view.render('social_sign_in::pages/same_address', { provider, identity: waiting.identity, link })
  }
}
