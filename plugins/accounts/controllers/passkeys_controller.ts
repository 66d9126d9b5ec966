import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { Passkeys } from '@pydotorg/platform/identity/second_factors'
import OwnAccountPolicy from '#policies/own_account_policy'
import { refuse } from '#services/refused_passkey'
import { SecurityNotices } from '#services/security_notices'
import { newPasskey, passkeyMessages, passkeyName } from '#validators/passkeys'
import { rowId } from '#validators/row_id'

@inject()
export default class PasskeysController {
  readonly #passkeys: Passkeys
  readonly #notices: SecurityNotices

  constructor(passkeys: Passkeys, notices: SecurityNotices) {
    this.#passkeys = passkeys
    this.#notices = notices
  }

  async index({ auth, view }: HttpContext): Promise<string> {
    const passkeys = await this.#passkeys.list(auth.getUserOrFail())
    return view.render('accounts::pages/passkeys/index', { passkeys })
  }

  create({ view }: HttpContext): Promise<string> {
    return view.render('accounts::pages/passkeys/create')
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { name, credential } = await request.validateUsing(newPasskey, { messagesProvider: passkeyMessages })
    await this.#passkeys.register(ctx, user, { name, response: credential }).catch(refuse)
    this.#notices.passkeyAdded(ctx, user, name)
    session.flash('notice', `Passkey added: ${name}.`)
    return response.redirect().status(303).toPath('/accounts/passkeys/')
  }

  async edit({ auth, params, view }: HttpContext): Promise<string> {
    const { id } = await rowId.validate(params)
    const passkey = (await this.#passkeys.list(auth.getUserOrFail())).find((one) => one.id === id)
    if (!passkey) throw new errors.E_ROUTE_NOT_FOUND(['GET', '/accounts/passkeys/'])
    return view.render('accounts::pages/passkeys/edit', { passkey })
  }

  async update(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { id } = await rowId.validate(params)
    const { name } = await request.validateUsing(passkeyName, { messagesProvider: passkeyMessages })
    const renamed = await this.#passkeys.rename(user, { id, name }, ctx)
    if (!renamed) throw new errors.E_ROUTE_NOT_FOUND(['POST', request.url()])
    session.flash('notice', `The passkey is called ${name} now.`)
    return response.redirect().status(303).toPath('/accounts/passkeys/')
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { id } = await rowId.validate(params)
    const passkey = (await this.#passkeys.list(user)).find((one) => one.id === id)
    if (!passkey || !(await this.#passkeys.remove(user, id, ctx)))
      throw new errors.E_ROUTE_NOT_FOUND(['POST', request.url()])
    this.#notices.passkeyRemoved(ctx, user, passkey.name)
    session.flash('notice', `Passkey removed: ${passkey.name}. Remove it on your device, too.`)
    return response.redirect().status(303).toPath('/accounts/passkeys/')
  }
}
