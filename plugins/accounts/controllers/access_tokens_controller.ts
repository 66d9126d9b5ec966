import { inject } from '@adonisjs/core'
import { errors, type HttpContext } from '@adonisjs/core/http'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import OwnAccountPolicy from '#policies/own_account_policy'
import { formError } from '@pydotorg/platform/http'
import { SecurityNotices } from '#services/security_notices'
import { showOnce, takeShownOnce } from '#services/shown_once'
import { TokenList } from '#services/token_list'
import { endOf, newAccessToken, newAccessTokenMessages } from '#validators/access_tokens'
import { rowId } from '#validators/row_id'

@inject()
export default class AccessTokensController {
  readonly #tokens: AccessTokens
  readonly #list: TokenList
  readonly #notices: SecurityNotices

  constructor(tokens: AccessTokens, list: TokenList, notices: SecurityNotices) {
    this.#tokens = tokens
    this.#list = list
    this.#notices = notices
  }

  async index(ctx: HttpContext): Promise<string> {
    const user = ctx.auth.getUserOrFail()
    const made = takeShownOnce<string>(ctx, 'token')
    return ctx.view.render('accounts::pages/tokens/index', { ...(await this.#list.of(user)), made })
  }

  async create({ auth, view }: HttpContext): Promise<string> {
    const scopes = await this.#list.choicesFor(auth.getUserOrFail())
    return view.render('accounts::pages/tokens/create', { scopes })
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { name, scopes, ...life } = await request.validateUsing(newAccessToken, {
      messagesProvider: newAccessTokenMessages,
    })
    const allowed = (await this.#list.choicesFor(user)).map((choice) => choice.name)
    if (scopes.some((scope) => !allowed.includes(scope)))
      throw formError('scopes', 'Choose what the token may do from the list.')
    const { text } = await this.#tokens.issue(user, { name, scopes, expiresAt: endOf(life) }, ctx)
    this.#notices.tokenCreated(ctx, user, name)
    showOnce(ctx, 'token', text)
    session.flash('notice', `Token made: ${name}.`)
    return response.redirect().status(303).toPath('/accounts/tokens/')
  }

  async destroy(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, request, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('protect', user)
    const { id } = await rowId.validate(params)
    if (!(await this.#tokens.revoke(user, id, { by: ctx }))) throw new errors.E_ROUTE_NOT_FOUND(['POST', request.url()])
    session.flash('notice', 'The token is worth nothing any more.')
    return response.redirect().status(303).toPath('/accounts/tokens/')
  }
}
