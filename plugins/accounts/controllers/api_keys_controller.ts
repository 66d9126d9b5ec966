import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { AccessTokens } from '@pydotorg/platform/identity/access_tokens'
import OwnAccountPolicy from '#policies/own_account_policy'
import { SecurityNotices } from '#services/security_notices'
import { showOnce } from '#services/shown_once'
import { TokenList } from '#services/token_list'
import { apiVersion } from '#validators/access_tokens'

const NAMES = { api_v1: 'Key for API v1', api_v2: 'Token for API v2' } as const

/** Keys of python.org's API for staff: one of each kind, as on python.org; a new one takes the place of the old. */
@inject()
export default class ApiKeysController {
  readonly #tokens: AccessTokens
  readonly #list: TokenList
  readonly #notices: SecurityNotices

  constructor(tokens: AccessTokens, list: TokenList, notices: SecurityNotices) {
    this.#tokens = tokens
    this.#list = list
    this.#notices = notices
  }

  async store(ctx: HttpContext): Promise<void> {
    const { auth, bouncer, params, response, session } = ctx
    const user = auth.getUserOrFail()
    await bouncer.with(OwnAccountPolicy).authorize('makeApiKeys')
    const { version } = await apiVersion.validate(params)
    const kind = `api_${version}` as const
    const { apiKeys } = await this.#list.of(user)
    for (const old of apiKeys.filter((key) => key.kind === kind)) await this.#tokens.revoke(user, old.id, { by: ctx })
    const { text } = await this.#tokens.issue(user, { kind, name: NAMES[kind] }, ctx)
    this.#notices.tokenCreated(ctx, user, NAMES[kind])
    showOnce(ctx, 'token', text)
    session.flash('notice', `${NAMES[kind]} made; the one before, if any, is worth nothing any more.`)
    return response.redirect().status(303).toPath('/accounts/tokens/')
  }
}
